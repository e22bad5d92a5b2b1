namespace Platform.Oversight.Demo;

/// <summary>Invented contents of meetings and study sessions.</summary>
internal static class DemoTexts
{
    public static readonly string[] Topics =
    [
        "优生优育政策宣传解读", "三孩生育支持政策学习", "普惠托育服务政策宣讲", "育儿补贴申领流程培训", "出生医学证明办理知识", "家庭健康知识讲座",
        "流动人口基本公共卫生服务宣传", "婴幼儿早期发展指导活动", "妇幼保健服务项目介绍", "计生协会服务活动日",
    ];

    public static readonly string[] Courses = ["基层卫生健康业务骨干培训班", "药具管理信息系统操作培训", "人口监测数据质量培训", "托育服务政策网络培训", "群众来信来访办理培训"];

    public static readonly string[] Weekly =
    [
        "通报上周工作，安排本周入户宣传和资料归档。", "核对各村报送情况，分工整改上周问题。", "讨论群众来访办理情况，安排本周下村指导。", "检查考勤和值班，布置月报报送。",
    ];

    public static readonly string[] Supplies =
    [
        "核对各发放点库存和效期，安排补充。", "通报发放登记情况，更换临期药具。", "检查自助发放机运行，布置宣传折页发放。",
    ];

    public static readonly string[] SuppliesTopics = ["避孕节育知识和药具知情选择", "药具储存养护和效期管理", "发放登记和不良反应报告"];

    public static readonly string[] Migrants =
    [
        "通报流动人口服务登记情况，安排出租屋走访。", "讨论外来务工家庭托育和接种服务需求。", "核对跨省协查函办理情况，布置政策宣传。",
    ];

    public static readonly string[] Places = ["村委会会议室", "党群服务中心", "新时代文明实践站", "村文化活动室"];

    public static readonly string[] Relayed =
    [
        "传达市卫生健康委关于做好生育支持政策宣传工作的通知。",
        "传达上级关于规范基层台账和数据报送的要求。",
        "传达上级关于开展普惠托育服务调查摸底的通知。",
        "传达市局关于加强人口监测数据质量的会议精神。",
    ];

    public static readonly string[] Arranged =
    [
        "一、各村核对本月考勤和活动记录；二、做好育儿补贴政策入户宣传；三、按时报送月报。",
        "一、整改上月稽核问题；二、筹备下月服务宣传日；三、完善各村活动资料归档。",
        "一、完成托育需求问卷汇总；二、各村按时组织学习活动并登记；三、做好药具供应点检查。",
    ];

    public static readonly string[] Trained =
    [
        "培训平台录入和证明材料上传操作。", "学习育儿补贴申领条件和审核要点。", "讲解数据填报口径和常见错误。", "学习群众来访接待和首问负责要求。",
    ];

    public static readonly string[] Decisions =
    [
        "补齐上月缺少的活动记录资料", "完成各村宣传栏政策内容更新", "核对在岗人员名册并报主任审核", "整理归档本季度会议资料", "完成稽核问题整改并书面说明",
    ];

    public static string Pick(string[] from, params ReadOnlySpan<int> about) => from[DemoDice.Roll(from.Length, about)];
}
