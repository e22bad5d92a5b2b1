using Autofac;
using MediatR;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Coverage;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Mail;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Messaging.Behaviours;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Modules.Switching;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Basis;
using Platform.Infrastructure.Protection.Keys;
using Platform.Infrastructure.Protection.Requests;
using Platform.Infrastructure.Protection.Reveal;
using Platform.Infrastructure.Protection.Rotation;
using Platform.Infrastructure.Security;
using Platform.Infrastructure.Security.Named;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Trail;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Composition;

/// <summary>The machinery that all modules run on. The host adds configuration, the clock and where callers come from.</summary>
public sealed class InfrastructureModule(DatabaseOptions database, ProtectionOptions protection) : Autofac.Module
{
    protected override void Load(ContainerBuilder builder)
    {
        builder.RegisterInstance(database);
        builder.RegisterInstance(protection);
        builder.RegisterType<KeyRing>().SingleInstance();
        builder.RegisterType<KeyCheck>().SingleInstance();
        builder.RegisterType<Protector>().SingleInstance();
        builder.RegisterType<ProtectedFields>().SingleInstance();
        builder.RegisterType<ProtectedRecords>();
        builder.RegisterType<RevealBudget>();
        builder.RegisterType<BasisDesk>();
        builder.RegisterType<DataRequestDesk>();
        builder.RegisterType<SealedStores>();
        builder.RegisterType<KeyRotation>();
        builder.RegisterType<FileVault>();
        builder.RegisterType<AttachmentDesk>().As<IAttachments>().AsSelf();
        builder.RegisterType<MailPost>();
        builder.RegisterType<StaffNumbers>();
        builder.RegisterType<ConnectionFactory>().SingleInstance();
        builder.RegisterType<WriteGate>().SingleInstance();
        builder.RegisterType<PlannerStatistics>();
        builder.RegisterType<ChinaTime>().SingleInstance();
        builder.RegisterType<ModuleCatalog>().SingleInstance();
        builder.RegisterType<CoverageCatalog>().UsingConstructor(typeof(ModuleCatalog)).SingleInstance();
        builder.RegisterType<OperationScopes>().SingleInstance();
        builder.RegisterType<DatabaseMigrator>();
        builder.RegisterType<ModuleStates>();

        builder.RegisterType<Operation>().InstancePerLifetimeScope();
        builder.RegisterType<OperationDatabase>().InstancePerLifetimeScope();
        builder.RegisterType<ModuleContext>().InstancePerLifetimeScope();
        builder.RegisterType<PlatformMediator>().As<IMediator>().InstancePerLifetimeScope();
        builder.RegisterType<PlatformSender>().InstancePerLifetimeScope();
        builder.RegisterType<ContributionPublisher>().InstancePerLifetimeScope();
        builder.Register<ServiceFactory>(context =>
        {
            var scope = context.Resolve<IComponentContext>();
            return type => scope.Resolve(type);
        }).InstancePerLifetimeScope();

        builder.RegisterType<Enablement>();
        builder.RegisterType<ModuleSwitching>();
        builder.RegisterType<ActorLoader>();
        builder.RegisterType<VillageLinkBook>();
        builder.RegisterType<PasswordKeeper>();
        builder.RegisterType<SessionBook>();
        builder.RegisterType<SessionActivity>().SingleInstance();
        builder.RegisterType<SecondFactorKeys>().SingleInstance();
        builder.RegisterType<SecondFactorDesk>();
        builder.RegisterType<SignInDoor>();
        builder.RegisterModule<SecurityServices>();
        builder.RegisterType<TrailWriter>();
        builder.RegisterType<TrailVerifier>();
        builder.RegisterType<TrailWords>().SingleInstance();
        builder.RegisterType<ImportDesk>();
        builder.RegisterType<ImportFlows>();
        builder.RegisterType<DivisionImporter>();
        builder.RegisterType<DivisionBooks>();
        builder.RegisterType<ChangeDesk>();
        builder.RegisterType<ClosedDivisionCache>().SingleInstance();
        builder.RegisterType<WorkingDays>().As<IWorkingDays>().AsSelf().SingleInstance();

        // The order is the order of work, outermost first.
        builder.RegisterGeneric(typeof(AccessBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
        builder.RegisterGeneric(typeof(SiteBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
        builder.RegisterGeneric(typeof(NamedOperatorBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
        builder.RegisterGeneric(typeof(ValidationBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
        builder.RegisterGeneric(typeof(TransactionBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
        builder.RegisterGeneric(typeof(TrailBehaviour<,>)).As(typeof(IPipelineBehavior<,>));
    }
}
