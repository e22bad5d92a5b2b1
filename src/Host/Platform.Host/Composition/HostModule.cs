using Autofac;
using Platform.Host.Access;
using Platform.Host.Shell;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Composition;

/// <summary>Services of the host itself.</summary>
internal sealed class HostModule : Module
{
    protected override void Load(ContainerBuilder builder)
    {
        builder.RegisterType<HttpCallerSource>().As<ICallerSource>().InstancePerLifetimeScope();
        builder.RegisterType<SignInDesk>().As<ISignInDesk>();
        builder.RegisterType<CurrentMe>().InstancePerLifetimeScope();
        builder.RegisterType<ScopeSource>().As<IScopeSource>().InstancePerLifetimeScope();
        builder.RegisterType<MenuSource>().As<IMenuSource>().InstancePerLifetimeScope();
    }
}
