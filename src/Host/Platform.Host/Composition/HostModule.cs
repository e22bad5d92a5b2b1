using Autofac;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Platform.Contracts.Runs;
using Platform.Host.Access;
using Platform.Host.Demo;
using Platform.Host.Jobs;
using Platform.Host.Shell;
using Platform.Host.Web;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Composition;

/// <summary>Services of the host itself.</summary>
internal sealed class HostModule(bool serveJobs) : Module
{
    protected override void Load(ContainerBuilder builder)
    {
        builder.RegisterType<HttpCallerSource>().As<ICallerSource>().InstancePerLifetimeScope();
        builder.RegisterType<SignInDesk>().As<ISignInDesk>();
        builder.RegisterType<CurrentMe>().InstancePerLifetimeScope();
        builder.RegisterType<ScopeSource>().As<IScopeSource>().InstancePerLifetimeScope();
        builder.RegisterType<MenuSource>().As<IMenuSource>().InstancePerLifetimeScope();
        builder.RegisterDecorator<PublicAntiforgery, IAntiforgery>();
        builder.RegisterType<DemoSeeding>();
        if (serveJobs)
        {
            builder.RegisterType<RunQueue>().As<IRunQueue>();
        }

        builder.RegisterAssemblyTypes(ThisAssembly).Where(t => t.IsClosedTypeOf(typeof(IRequestHandler<,>))).AsImplementedInterfaces();
    }
}
