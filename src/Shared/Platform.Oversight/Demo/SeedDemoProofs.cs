using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Proofs;

namespace Platform.Oversight.Demo;

/// <summary>A month of proofs filed by hand, one with a file, and an excuse. Sent by the seeding alone.</summary>
[Label("装入演示凭证")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoProofs(YearMonth Month, IReadOnlyList<DivisionRow> Sites) : ICommand<Unit>;

internal sealed class SeedDemoProofsHandler(OversightDbContext db, IAttachments attachments, IMediator mediator) : IRequestHandler<SeedDemoProofs, Unit>
{
    private static readonly (string Duty, string Note)[] Works =
    [
        (OversightDuties.Backup, "已备份到移动硬盘，核对文件可以打开。"),
    ];

    public async Task<Unit> Handle(SeedDemoProofs request, CancellationToken cancellationToken)
    {
        var (month, proofs) = (request.Month, new List<ManualProof>());
        foreach (var site in request.Sites)
        {
            foreach (var (work, i) in Works.Select((w, i) => (w, i)).Where(w => DemoDice.Roll(6, site.Id, month.Month, w.i, 11) > 0))
            {
                proofs.Add(Proof(site.Id, work.Duty, work.Note, month.FirstDay.AddDays(2 + DemoDice.Roll(24, site.Id, month.Month, i, 12))));
            }

            if (month.Month == 10)
            {
                proofs.Add(Proof(site.Id, OversightDuties.PlatformPassword, "已更新平台密码。", month.FirstDay.AddDays(DemoDice.Roll(20, site.Id, 13))));
            }
        }

        db.AddRange(proofs);
        db.Add(new DutyExcuse
        {
            SiteId = request.Sites[^1].Id,
            DutyCode = OversightDuties.SuppliesMeeting,
            Period = month.FirstDay,
            Reason = "药具管理员全员参加县里集中培训",
            ByName = "县级管理员",
            At = new DateTimeOffset(month.LastDay.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8)),
        });
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([.. proofs.Select(p => ProofRules.Fact(p, p.FiledOn))]), cancellationToken);
        if (proofs.Count > 0)
        {
            var text = System.Text.Encoding.UTF8.GetBytes($"{month.ToChinese()}备份记录\n{proofs[0].Note}\n");
            await attachments.AddAsync(DutyProofKind.KindCode, proofs[0].SiteId, DutyProofKind.RefOf(proofs[0].Id), [new AttachmentDraft("备份日志.txt", text)], cancellationToken);
        }

        return Unit.Value;
    }

    private static ManualProof Proof(int site, string duty, string note, DateOnly day) => new()
    {
        SiteId = site,
        DutyCode = duty,
        Period = new DateOnly(day.Year, day.Month, 1),
        DoneOn = day,
        Note = note,
        FiledBy = "乡镇经办人",
        FiledOn = day.AddDays(1),
    };
}
