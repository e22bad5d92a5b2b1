using System.Reflection;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Trail;

/// <summary>
/// Chinese words for what the trail holds by its name in the code: commands by the summary of their endpoint or their label, records and fields by
/// their label. Read once from the modules' types.
/// </summary>
internal sealed class TrailWords
{
    private readonly Dictionary<string, string> actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> entities = new(StringComparer.Ordinal);

    public TrailWords(ModuleCatalog catalog)
    {
        // The contracts and the host have commands too, and are no modules.
        var assemblies = catalog.Modules.Select(m => m.GetType().Assembly).Append(typeof(EndpointAttribute).Assembly).Append(Assembly.GetEntryAssembly()).OfType<Assembly>().Distinct();
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            var label = type.GetCustomAttribute<LabelAttribute>()?.Text;
            if (type.GetCustomAttribute<EndpointAttribute>()?.Summary is { } summary)
            {
                actions[type.Name] = label ?? Short(summary);
            }
            else if (typeof(ICommandBase).IsAssignableFrom(type))
            {
                actions[type.Name] = label ?? type.Name;
            }
            else if (label is not null)
            {
                entities[type.Name] = type;
            }
        }
    }

    public string Action(string name) => actions.GetValueOrDefault(name, name);

    /// <summary>Names of the commands whose Chinese words contain the text.</summary>
    public IReadOnlyList<string> ActionsLike(string text) =>
        [.. actions.Where(a => a.Value.Contains(text, StringComparison.Ordinal) || string.Equals(a.Key, text, StringComparison.OrdinalIgnoreCase)).Select(a => a.Key)];

    public string Entity(string name) => entities.TryGetValue(name, out var type) ? type.GetCustomAttribute<LabelAttribute>()!.Text : name;

    public string Field(string entity, string field) =>
        (entities.TryGetValue(entity, out var type) ? type.GetProperty(field)?.GetCustomAttribute<LabelAttribute>()?.Text : null) ?? CommonFields.GetValueOrDefault(field, field);

    // The first clause says what is done; the rest explains it to programmers.
    private static string Short(string summary) => summary.Split('，', '；', '。')[0];

    /// <summary>Fields that mean the same wherever they stand.</summary>
    public static IReadOnlyDictionary<string, string> CommonFields { get; } = new Dictionary<string, string>
    {
        ["Name"] = "名称",
        ["Title"] = "标题",
        ["Number"] = "编号",
        ["Code"] = "代码",
        ["Kind"] = "类别",
        ["State"] = "状态",
        ["Status"] = "状态",
        ["Note"] = "说明",
        ["Text"] = "内容",
        ["Reason"] = "理由",
        ["Detail"] = "详情",
        ["Source"] = "来源",
        ["Link"] = "链接",
        ["From"] = "起始日",
        ["To"] = "截止日",
        ["Day"] = "日期",
        ["Month"] = "月份",
        ["Period"] = "所属期",
        ["DueOn"] = "期限",
        ["At"] = "时间",
        ["Active"] = "启用",
        ["Enabled"] = "启用",
        ["StaffId"] = "人员",
        ["AccountId"] = "账号",
        ["VillageId"] = "村（社区）",
        ["UnitId"] = "村（社区）",
        ["UserName"] = "账号",
        ["NormalizedUserName"] = "账号（规范形式）",
        ["LockoutEnabled"] = "可锁定",
        ["LockoutEnd"] = "锁定到",
        ["AccessFailedCount"] = "连续输错次数",
        ["TwoFactorEnabled"] = "双因素登录",
        ["DivisionId"] = "区划",
        ["CreatedOn"] = "登记日",
        ["CreatedAt"] = "登记时间",
        ["CreatedBy"] = "登记人",
        ["Quantity"] = "数量",
        ["Order"] = "次序",
    };
}
