using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.SampleModule.Features.CountNotes;

namespace Platform.SampleModule;

/// <summary>A small area with one of everything: page, menu entry, permission, table, job, endpoint, audit check.</summary>
public sealed class SampleModule : PlatformModule
{
    internal const string ViewNotes = "sample.notes.view";
    internal const string EditNotes = "sample.notes.edit";
    internal const string NotesCheck = "sample-notes";

    public override string Id => "sample";

    public override string Name => "样例便签";

    public override string Description => "测试用的样例模块。";

    public override string TablePrefix => "smp";

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(ViewNotes, "查看便签", Roles.CountyAdministrator, Roles.OfficeClerk),
        new(EditNotes, "记便签", Roles.CountyAdministrator, Roles.OfficeClerk),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new("样例", "便签", "/sample/notes", ViewNotes, "fa-solid fa-note-sticky")];

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks =>
        [new(NotesCheck, "便签检查", "便签不应没有标题。", [])];

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
        [new("sample-count-notes", "统计便签", "15 2 * * *", () => new CountNotes())];
}
