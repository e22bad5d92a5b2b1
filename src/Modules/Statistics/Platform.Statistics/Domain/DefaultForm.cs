namespace Platform.Statistics.Domain;

/// <summary>The form a deployment begins with: what the duty documents call 人口变动和常住人口 (P3-STREETOFFICE-02a, P4-RESSTAT-06). Nothing in it counts pregnancies, methods or fees.</summary>
internal static class DefaultForm
{
    public const string Name = "人口统计月报表";

    public static IEnumerable<ReportItem> Items(Guid form) => Lines().Select((l, i) => new ReportItem
    {
        FormId = form,
        Order = i + 1,
        Code = l.Code,
        Name = l.Name,
        Unit = l.Unit,
        Source = l.Source,
        Event = l.Event,
        Sex = l.Sex,
        Residence = l.Residence,
        AgeFrom = l.From,
        AgeTo = l.To,
        Formula = l.Formula,
    });

    public static IEnumerable<ReportRule> Rules(Guid form) =>
    [
        new() { FormId = form, Order = 1, Code = "R1", Name = "期末人口＝期初人口＋出生＋迁入＋镇内移入－死亡－迁出－镇内移出", Formula = "[A08] = [A01] + [A02] + [A03] + [A04] - [A05] - [A06] - [A07]" },
        new() { FormId = form, Order = 2, Code = "R2", Name = "期末人口＝男＋女", Formula = "[A08] = [A09] + [A10]" },
        new() { FormId = form, Order = 3, Code = "R3", Name = "期末人口＝户籍常住＋户籍外出＋非户籍常住", Formula = "[A08] = [A11] + [A12] + [A13]" },
        new() { FormId = form, Order = 4, Code = "R4", Name = "本年累计不小于本月", Formula = "[C01] >= [A02] and [C02] >= [A05] and [C03] >= [B01]" },
    ];

    private static IEnumerable<Line> Lines() =>
    [
        new("A01", "期初人口", ItemSource.PeopleAtBegin),
        new("A02", "本月出生", ItemSource.EventsOfMonth, EventKind.Birth),
        new("A03", "本月迁入", ItemSource.EventsOfMonth, EventKind.MovedIn),
        new("A04", "本月镇内移入", ItemSource.EventsOfMonth, EventKind.TransferIn),
        new("A05", "本月死亡", ItemSource.EventsOfMonth, EventKind.Death),
        new("A06", "本月迁出", ItemSource.EventsOfMonth, EventKind.MovedOut),
        new("A07", "本月镇内移出", ItemSource.EventsOfMonth, EventKind.TransferOut),
        new("A08", "期末人口", ItemSource.PeopleAtEnd),
        new("A09", "其中：男", ItemSource.PeopleAtEnd, Sex: Domain.Sex.Male),
        new("A10", "其中：女", ItemSource.PeopleAtEnd, Sex: Domain.Sex.Female),
        new("A11", "其中：户籍常住", ItemSource.PeopleAtEnd, Residence: ResidenceKind.Registered),
        new("A12", "其中：户籍外出", ItemSource.PeopleAtEnd, Residence: ResidenceKind.Away),
        new("A13", "其中：非户籍常住", ItemSource.PeopleAtEnd, Residence: ResidenceKind.NotRegistered),
        new("A14", "0 至 3 岁", ItemSource.PeopleAtEnd, From: 0, To: 3),
        new("A15", "0 至 17 岁", ItemSource.PeopleAtEnd, From: 0, To: 17),
        new("A16", "18 至 59 岁", ItemSource.PeopleAtEnd, From: 18, To: 59),
        new("A17", "60 岁以上", ItemSource.PeopleAtEnd, From: 60),
        new("A18", "65 岁以上", ItemSource.PeopleAtEnd, From: 65),
        new("A19", "本月净增", ItemSource.Formula, Formula: "[A08] - [A01]"),
        new("A20", "60 岁以上占比", ItemSource.Formula, Unit: "%", Formula: "[A17] / [A08] * 100"),
        new("B01", "本月结婚登记", ItemSource.EventsOfMonth, EventKind.Marriage),
        new("C01", "本年累计出生", ItemSource.EventsOfYear, EventKind.Birth),
        new("C02", "本年累计死亡", ItemSource.EventsOfYear, EventKind.Death),
        new("C03", "本年累计结婚登记", ItemSource.EventsOfYear, EventKind.Marriage),
        new("C04", "本年累计迁入", ItemSource.EventsOfYear, EventKind.MovedIn),
        new("C05", "本年累计迁出", ItemSource.EventsOfYear, EventKind.MovedOut),
    ];

    private sealed record Line(
        string Code, string Name, ItemSource Source, EventKind? Event = null, Sex? Sex = null, ResidenceKind? Residence = null, int? From = null, int? To = null, string Formula = "", string Unit = "人");
}
