using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Security.Named;
using Platform.Infrastructure.Security.Rules;
using Platform.Infrastructure.Security.Weaknesses;

namespace Platform.Infrastructure.Security.Demo;

/// <summary>The demo county's security rules, one open weakness, one being mended, and a named operator with a named machine.</summary>
internal sealed class SecuritySeeder(PlatformSender sender) : IDemoSeeder
{
    private const string Secrecy = """
        第一条 为保护群众个人信息，保障工作平台安全运行，制定本制度。
        第二条 一人一账号，不得借用、共用账号；离岗当日停用。密码至少每半年更换一次。
        第三条 身份证号、电话和住址只在办理事项需要时查看，查看时写明理由，系统留痕。
        第四条 不得用个人微信、网盘、邮箱传送含有个人信息的表格；打印件用后入柜或销毁。
        第五条 发现薄弱环节或隐患，当日登记，及时报告上级主管部门，并采取措施。
        """;

    private const string Machines = """
        第一条 信息交换由登记的专人在登记的专用计算机上办理。
        第二条 专用计算机不得安装无关软件，不得接入来历不明的移动存储设备，每周查杀病毒一次。
        第三条 专人变动时，先结束原登记，再登记接任人员，同日更换密码。
        第四条 数据库每日备份，每周做一次恢复测试，备份另存一份到别的机器。
        """;

    public int Order => 310;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var county = context.County.DivisionId;
        var today = context.Today;
        await SendAsync(new SaveSecurityRule(county, null, "宁卫健〔2026〕7号", "个人信息保护和保密制度", today.AddDays(-200), null, Secrecy));
        await SendAsync(new SaveSecurityRule(county, null, "宁卫健〔2026〕18号", "专人专机和数据备份制度", today.AddDays(-40), null, Machines));
        var site = context.Sites[0].Id;
        await SendAsync(new RecordWeakness(
            site, WeaknessKind.Weakness, WeaknessSeverity.Serious, "信息交换用机与公共上网机混用", "便民服务大厅二号窗口计算机", "该机同时供群众上网查询，浏览器保存过登录信息。", "信息安全检查组", today.AddDays(-3)));
        var other = await SendAsync(new RecordWeakness(
            county, WeaknessKind.Hazard, WeaknessSeverity.Major, "档案柜钥匙无登记", "机关二楼档案室", "两把钥匙由多人轮流保管，没有交接登记。", "值班人员", today.AddDays(-20)));
        await SendAsync(new ReportWeakness(other, "宣城市卫生健康委员会", today.AddDays(-19), "办公室", "电话报告"));
        await SendAsync(new TakeMeasures(other, "钥匙统一存放保密柜，领用逐次登记。", "档案管理员", today.AddDays(10), today.AddDays(-12)));
        await SendAsync(new SeedNamedRegister(county, site));

        Task<T> SendAsync<T>(IRequest<T> request) => sender.SendAs(context.Actor, request, cancellationToken);
    }
}

/// <summary>The first person of a township as named operator, and a machine of the county. Sent by the demo alone.</summary>
[Label("装入演示专人专机")]
internal sealed record SeedNamedRegister(int CountyId, int SiteId) : ICommand;

internal sealed class SeedNamedRegisterHandler(CoreDbContext db, IMediator mediator, Operation operation) : AsyncRequestHandler<SeedNamedRegister>
{
    protected override async Task Handle(SeedNamedRegister request, CancellationToken cancellationToken)
    {
        var from = operation.Today.AddDays(-180);
        var scope = operation.Actor.Scope;
        if ((await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).FirstOrDefault() is { } person)
        {
            db.Add(new NamedOperator { SiteId = request.SiteId, Lo = request.SiteId, Hi = request.SiteId, StaffId = person.Id, Name = person.Name, Duty = "信息交换平台操作员", From = from });
        }

        db.Add(new NamedMachine
        {
            SiteId = request.CountyId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Name = "信息交换专用计算机",
            AssetNumber = "NG-2026-0117",
            Place = "市卫生健康委员会 305 室",
            Addresses = "10.18.81.20/32",
            Responsible = "办公室",
            From = from,
        });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("登记演示专人和专机");
    }
}
