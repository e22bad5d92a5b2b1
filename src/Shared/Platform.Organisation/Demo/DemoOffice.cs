using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Demo;

/// <summary>The rows of one township's office. Posts carry the names that stand on the demo's staff list.</summary>
internal sealed class DemoOffice(DivisionRow site, int index, IReadOnlyList<StaffRow> people, IReadOnlyList<VillageRow> villages, DateOnly today)
{
    // Invented villages, people and papers; only the order of the reforms is real.
    private static readonly DateOnly Merged = new(2014, 4, 1);
    private static readonly DateOnly Renamed = new(2019, 4, 1);

    private readonly DateOnly newYear = new(today.Year, 1, 1);

    public List<Body> Bodies { get; } = [];

    public List<BodyName> Names { get; } = [];

    public List<Post> Posts { get; } = [];

    public List<Assignment> Assignments { get; } = [];

    public List<StandIn> StandIns { get; } = [];

    public List<Qualification> Qualifications { get; } = [];

    public List<DutyNotice> Notices { get; } = [];

    public List<LeadingGroup> Groups { get; } = [];

    public List<GroupTerm> Terms { get; } = [];

    public List<GroupMember> Members { get; } = [];

    public DemoOffice Build()
    {
        var office = AddBody(BodyKind.FamilyHealthOffice, Guid.Empty, ("计划生育办公室", "计生办", Merged), ("卫生和计划生育办公室", "卫计办", Renamed), ("卫生健康办公室", "卫健办", OpenEnd.Never));
        var station = AddBody(BodyKind.ServiceStation, Guid.Empty, ("计划生育服务所", "计生服务所", OpenEnd.Never));
        var school = AddBody(BodyKind.PopulationSchool, Guid.Empty, ("人口学校", "人口学校", OpenEnd.Never));
        Staff(office, station, school);
        if (villages.Count > 0)
        {
            var village = villages[0];
            var committee = AddBody(
                village.Name.EndsWith("社区", StringComparison.Ordinal) ? BodyKind.CommunityCommittee : BodyKind.VillageCommittee, village.Id, (village.Name, village.Name, OpenEnd.Never));
            Distribute(AddPost(committee, PostKinds.Distributor, "药具发放员", "本村（社区）药具发放登记"));
        }

        LeadingGroup();
        Certificates();
        if (index % 3 == 0 || site.Name == "中溪镇")
        {
            Absence();
        }

        return this;
    }

    private StaffRow? Of(string post) => people.FirstOrDefault(p => p.Post == post);

    private void Staff(Body office, Body station, Body school)
    {
        var director = AddPost(office, PostKinds.OfficeDirector, "主任", "主持办公室全面工作");
        var deputy = AddPost(office, PostKinds.DeputyDirector, "副主任", "奖励扶助、特别扶助和困难家庭帮扶");
        var statistics = AddPost(office, PostKinds.StatisticsOfficer, "统计员", "统计报表、证件办理、文件收发");
        var officer = AddPost(office, PostKinds.MigrantOfficer, "专干", "流动人口服务、宣传教育和协会工作", seats: 2);
        AddPost(office, PostKinds.ComputerOperator, "微机员", "每月汇总各村考评情况");
        var head = AddPost(station, PostKinds.StationHead, "服务所所长", "主持服务所工作、技术报表");
        var keeper = AddPost(station, PostKinds.SuppliesManager, "药管员", "药具管理发放");
        var schoolManager = AddPost(school, PostKinds.SchoolManager, "人口学校管理人", "基础知识教育的组织");
        var notice = Notice();

        Hold(director, Of("主任"), new DateOnly(today.Year - 3, 3, 1));
        if (Of("副主任") is { } second)
        {
            // Rose from the statistics desk by the notice of the new year.
            Hold(statistics, second, new DateOnly(today.Year - 5, 5, 1), newYear.AddDays(-1), endNotice: notice.Id);
            Hold(deputy, second, newYear, notice: notice.Id);
            Hold(schoolManager, second, newYear, isMain: false, notice: notice.Id);
        }

        Hold(statistics, Of("统计员"), newYear, notice: notice.Id);
        foreach (var person in people.Where(p => p.Post == "专干"))
        {
            Hold(officer, person, new DateOnly(today.Year - 2, 7, 1));
        }

        Hold(head, Of("服务所所长"), new DateOnly(today.Year - 4, 9, 1));
        Hold(keeper, Of("药管员"), new DateOnly(today.Year - 2, 4, 1));
    }

    // In some townships the village's officer distributes too: one newly posted, one for more than a month, the others for longer.
    private void Distribute(Post post)
    {
        var since = site.Name == "中溪镇" ? 12 : index == 5 ? 34 : index % 4 == 1 ? 75 + index : 0;
        if (since > 0)
        {
            Hold(post, people.LastOrDefault(p => p.VillageIds.Contains(villages[0].Id)) ?? people.LastOrDefault(), today.AddDays(-since), isMain: false);
        }
    }

    private DutyNotice Notice()
    {
        var street = site.Name.EndsWith("街道", StringComparison.Ordinal);
        var notice = new DutyNotice
        {
            SiteId = site.Id,
            OfficeCode = $"{site.Name[..1]}{(street ? "办" : "政")}",
            Year = today.Year - 1,
            Number = 40 + (index % 9),
            Title = "关于调整卫生健康办公室、服务所工作人员职责分工的通知",
            Addressee = "各村（居）民委员会",
            Issuer = site.Name + (street ? "办事处" : "人民政府"),
            Text = "为进一步做好人口和家庭服务工作，根据我镇实际，现对卫生健康办公室、服务所工作人员职责及分工作适当调整，具体通知如下：".Replace("我镇", street ? "我街道" : "我镇", StringComparison.Ordinal),
            IssuedOn = newYear.AddDays(-4),
            EffectiveOn = newYear,
        };
        Notices.Add(notice);
        return notice;
    }

    private void LeadingGroup()
    {
        var group = new LeadingGroup { SiteId = site.Id, Kind = GroupKind.FamilyHealth, Name = Words.Of(GroupKind.FamilyHealth), Purpose = "研究和协调人口与家庭服务工作，办公室设在卫生健康办公室" };
        Groups.Add(group);
        var renewed = new DateOnly(today.Year - 2, 6, 1);
        foreach (var (number, from) in new[] { (1, renewed.AddYears(-3)), (2, renewed) })
        {
            var term = new GroupTerm { SiteId = site.Id, GroupId = group.Id, Number = number, From = from, To = Days.EndOfTerm(from, 3), Paper = number == 1 ? "" : $"{site.Name[..1]}发〔{from.Year}〕12号" };
            Terms.Add(term);
            (GroupRole Role, string Post, Guid Person)[] seats =
            [
                (GroupRole.Head, "党（工）委书记", Guid.Empty), (GroupRole.Deputy, "分管领导", Guid.Empty), (GroupRole.Member, "派出所所长", Guid.Empty),
                (GroupRole.Member, "卫生院院长", Guid.Empty), (GroupRole.Secretariat, "卫生健康办公室主任", Of("主任")?.Id ?? Guid.Empty),
            ];
            Members.AddRange(seats.Select((s, i) => new GroupMember
            {
                SiteId = site.Id,
                TermId = term.Id,
                Role = s.Role,
                StaffId = s.Person,
                PostText = s.Post,
                Position = i,
                From = from,
            }));
        }
    }

    private void Certificates()
    {
        if (Of("药管员") is { } keeper && index % 5 != 4)
        {
            var expires = index % 4 == 0 ? today.AddDays(18 + index) : index % 7 == 3 ? today.AddDays(-12) : today.AddDays(200 + (index * 20));
            Certify(keeper, QualificationKind.SuppliesKeeper, $"皖药培{expires.Year - 3}{index + 1:000}", "宣城市药具管理站", IssuerLevel.City, expires);
        }

        if (Of("主任") is { } director)
        {
            Certify(director, QualificationKind.EnforcementOfficer, $"P18{index + 1:00000}", "安徽省人民政府", IssuerLevel.Province, today.AddDays(300 + (index * 11)));
        }

        // Cases are investigated by two who do not decide.
        foreach (var (officer, i) in new[] { Of("副主任"), Of("专干") }.OfType<StaffRow>().Select((o, i) => (o, i)))
        {
            Certify(officer, QualificationKind.EnforcementOfficer, $"P{i + 2}8{index + 1:00000}", "安徽省人民政府", IssuerLevel.Province, today.AddDays(400 + (index * 9)));
        }
    }

    private void Certify(StaffRow person, QualificationKind kind, string number, string issuer, IssuerLevel level, DateOnly expires) => Qualifications.Add(new Qualification
    {
        SiteId = site.Id,
        StaffId = person.Id,
        Kind = kind,
        Number = number,
        Issuer = issuer,
        Level = level,
        IssuedOn = expires.AddYears(-3).AddDays(1),
        ExpiresOn = expires,
        Schooling = Schooling.College,
        TrainedFrom = expires.AddYears(-3).AddDays(-9),
        TrainedTo = expires.AddYears(-3).AddDays(-7),
    });

    private void Absence()
    {
        var linked = people.Where(p => p.VillageIds.Count > 0).ToList();
        if (linked.Count < 3)
        {
            return;
        }

        StandIns.Add(new StandIn
        {
            SiteId = site.Id,
            AbsentStaffId = linked[1].Id,
            StandInStaffId = linked[^1].Id,
            From = today.AddDays(-2),
            To = today.AddDays(5),
            PlannedTo = today.AddDays(5),
            Reason = "外出培训",
            RecordedBy = Of("主任")?.Name ?? "",
        });
    }

    private Body AddBody(BodyKind kind, Guid village, params (string Name, string Short, DateOnly Until)[] names)
    {
        var body = new Body { SiteId = site.Id, Kind = kind, VillageId = village, From = OpenEnd.Ever };
        Bodies.Add(body);
        var from = OpenEnd.Ever;
        foreach (var (name, shortName, until) in names)
        {
            var to = until == OpenEnd.Never ? until : until.AddDays(-1);
            Names.Add(new BodyName { SiteId = site.Id, BodyId = body.Id, Name = site.Name + name, ShortName = shortName, From = from, To = to });
            from = until;
        }

        return body;
    }

    private Post AddPost(Body body, string kind, string name, string duties, int seats = 1)
    {
        var post = new Post { SiteId = site.Id, Lo = site.Lo, Hi = site.Hi, BodyId = body.Id, Kind = kind, Name = name, Duties = duties, Seats = seats, From = OpenEnd.Ever };
        Posts.Add(post);
        return post;
    }

    private void Hold(Post post, StaffRow? person, DateOnly from, DateOnly? to = null, bool isMain = true, Guid notice = default, Guid endNotice = default)
    {
        if (person is not null)
        {
            Assignments.Add(new Assignment
            {
                SiteId = site.Id,
                PostId = post.Id,
                StaffId = person.Id,
                From = from,
                To = to ?? OpenEnd.Never,
                IsMain = isMain,
                NoticeId = notice,
                EndNoticeId = endNotice,
            });
        }
    }
}
