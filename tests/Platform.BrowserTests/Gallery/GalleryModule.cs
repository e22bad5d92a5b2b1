using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;

namespace Platform.BrowserTests.Gallery;

/// <summary>Shows every part of the kit on a page, for the tests.</summary>
public sealed class GalleryModule : PlatformModule
{
    internal const string View = "gallery.view";
    internal const string Secret = "gallery.secret";

    public override string Id => "gallery";

    public override string Name => "组件样例";

    public override string Description => "测试用：每个组件一页。";

    public override string TablePrefix => "gal";

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(View, "查看样例", [.. Roles.Names.Keys]),
        new(Secret, "无人可看"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new("样例", "列表", "/gallery/list", View, "fa-solid fa-list", 900),
        new("样例", "表单", "/gallery/form", View, "fa-solid fa-pen", 901),
        new("样例", "保密", "/gallery/secret", Secret, "fa-solid fa-lock", 902),
    ];
}
