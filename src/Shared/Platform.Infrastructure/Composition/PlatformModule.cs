using System.Reflection;
using Autofac;
using FluentValidation;
using MediatR;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Retention;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Composition;

/// <summary>
/// Base of a module's one public class. Loading it registers what its assembly holds: request and notification handlers, validators,
/// the module's context, reference data, demo seeders, import definitions, kinds of attachments, next things, retention rules,
/// guards of protected records. Nothing is listed by hand.
/// </summary>
public abstract class PlatformModule : Autofac.Module, IModule
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract string TablePrefix { get; }

    public virtual IReadOnlyList<string> Requires => [];

    public virtual bool AlwaysOn => false;

    public virtual bool EnabledByDefault => true;

    public virtual IReadOnlyList<PermissionDefinition> Permissions => [];

    public virtual IReadOnlyList<MenuEntry> Menu => [];

    public virtual IReadOnlyList<DutyDefinition> Duties => [];

    public virtual IReadOnlyList<AuditCheckDefinition> AuditChecks => [];

    public virtual IReadOnlyList<IndicatorDefinition> Indicators => [];

    public virtual IReadOnlyList<RecurringJobDefinition> Jobs => [];

    protected sealed override Assembly ThisAssembly => GetType().Assembly;

    /// <summary>Services of the module beyond what is found by scan.</summary>
    protected virtual void Register(ContainerBuilder builder)
    {
    }

    protected sealed override void Load(ContainerBuilder builder)
    {
        var assembly = ThisAssembly;
        builder.RegisterInstance(this).As<IModule>().AsSelf();
        builder.RegisterAssemblyTypes(assembly).Where(IsHandler).AsImplementedInterfaces().AsSelf();
        builder.RegisterAssemblyTypes(assembly).Where(t => t.IsClosedTypeOf(typeof(IValidator<>))).AsImplementedInterfaces();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IDemoSeeder>().AsImplementedInterfaces().AsSelf();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IReferenceData>().As<IReferenceData>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<ImportDefinition>().As<ImportDefinition>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<AttachmentKind>().As<AttachmentKind>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<INextThings>().As<INextThings>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IRetentionRule>().As<IRetentionRule>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IProtectedRecordGuard>().As<IProtectedRecordGuard>();
        builder.RegisterAssemblyTypes(assembly)
            .Where(t => typeof(ModuleDbContext).IsAssignableFrom(t))
            .AsSelf().As<ModuleDbContext>()
            .InstancePerLifetimeScope()
            .OnActivated(e => e.Context.Resolve<OperationDatabase>().Enlist((ModuleDbContext)e.Instance));
        Register(builder);
    }

    private static bool IsHandler(Type type) =>
        type.IsClosedTypeOf(typeof(IRequestHandler<,>)) || type.IsClosedTypeOf(typeof(INotificationHandler<>));
}
