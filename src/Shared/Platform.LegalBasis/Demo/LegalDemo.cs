using Platform.Contracts.LegalBasis;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Domain;
using Platform.LegalBasis.Features.Register;

namespace Platform.LegalBasis.Demo;

/// <summary>A document of the demo county that waits for somebody to confirm it.</summary>
internal sealed class LegalDemo(PlatformSender sender) : IDemoSeeder
{
    public int Order => 150;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var from = new DateOnly(context.Today.Year, 1, 1);
        var fields = new InstrumentFields(
            "宁国市家庭服务事项办理规程（演示）", "办理规程", "演示〔2026〕1号", "演示机关", InstrumentLevel.NormativeDocument, context.County.DivisionId, from, null, Ending.None, "",
            "演示用的虚构文件：生育登记和证明的办理步骤。", "演示数据，没有原文", "", "演示数据，待复核");
        var id = await sender.SendAs(context.Actor, new AddInstrument("NG-DEMO", fields), cancellationToken);
        await sender.SendAs(
            context.Actor,
            new AddProvision(id, "3", "", new ProvisionFields("乡镇当场办理生育登记，不要求其他证明。", [ActKind.BirthRegistration, ActKind.CertificateIssue], [], "", null, null)),
            cancellationToken);
        context.Report("法律依据：1 份待复核的县级文件");
    }
}
