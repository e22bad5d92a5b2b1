using Autofac;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Security.Backups;
using Platform.Infrastructure.Security.Named;
using Platform.Infrastructure.Security.Rules;
using Platform.Infrastructure.Security.Weaknesses;

namespace Platform.Infrastructure.Security;

/// <summary>Services of keys and information security.</summary>
internal sealed class SecurityServices : Autofac.Module
{
    protected override void Load(ContainerBuilder builder)
    {
        builder.RegisterType<KeyVerifier>();
        builder.RegisterType<KeyActors>();
        builder.RegisterType<AccountRoles>();
        builder.RegisterType<KeyMeter>().SingleInstance();
        builder.RegisterType<NamedAccess>();
        builder.RegisterType<BackupFiles>();
    }
}
