using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Oversight.Data;
using Platform.Oversight.Ui;

namespace Platform.Oversight.Features.Training;

/// <summary>What a typed training must keep to, and its words.</summary>
internal static class TrainingRules
{
    public const decimal LeastHours = 0.5m;

    public const decimal MostHours = 40;

    /// <summary>Days before and after somebody takes up a post in which the induction is due.</summary>
    public const int InductionDays = 30;

    public static string Of(TrainingKind kind) => kind switch
    {
        TrainingKind.Training => "业务培训",
        TrainingKind.Study => "学习",
        TrainingKind.Induction => "上岗培训",
        _ => "药管员培训",
    };

    /// <summary>Names of the townships asked for: one, or all of a scope that is no larger than a county.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> SitesAsync(IMediator mediator, int? siteId, CancellationToken cancellationToken) =>
        (siteId is { } site ? await mediator.Send(new GetDivisions([site]), cancellationToken) : await mediator.Send(new GetSiteChoices(), cancellationToken)).ToDictionary(s => s.Id, s => s.Name);

    /// <summary>The people, as they stand on the staff list of the office; refuses who is not on it.</summary>
    public static async Task<IReadOnlyList<StaffRow>> PeopleAsync(IMediator mediator, int siteId, IReadOnlyList<Guid> staffIds, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff([siteId], IncludeInactive: true), cancellationToken)).ToDictionary(s => s.Id);
        var people = staffIds.Distinct().Select(staff.GetValueOrDefault).OfType<StaffRow>().ToList();
        return people.Count == staffIds.Distinct().Count()
            ? people
            : throw new RefusalException(
                "UNKNOWN_PERSON", "参加人员中有人不在本乡镇（街道）的人员名册里，请刷新后重新选择；新人请先登记到人员名册。", RefusalKind.Invalid, [new FieldError("StaffIds", "请选择名册中的人员")]);
    }

    /// <summary>
    /// A training does not lie before the first post that is written down for a person; the induction may come some days before it. Of whom no post is written down
    /// nobody knows since when, and nothing is refused.
    /// </summary>
    public static async Task CheckDaysAsync(
        IMediator mediator, int siteId, IReadOnlyList<StaffRow> people, DateOnly heldOn, TrainingKind kind, CancellationToken cancellationToken)
    {
        var first = (await mediator.Send(new GetPostTerms([siteId], [], OpenEnd.Ever), cancellationToken)).GroupBy(t => t.StaffId).ToDictionary(g => g.Key, g => g.Min(t => t.From));
        var latest = kind == TrainingKind.Induction ? heldOn.AddDays(InductionDays) : heldOn;
        if (people.FirstOrDefault(p => first.TryGetValue(p.Id, out var from) && from > latest) is { } early)
        {
            throw new RefusalException(
                "BEFORE_REGISTRATION", $"“{early.Name}”最早的任职从 {first[early.Id]:yyyy-MM-dd} 起登记，培训日期不能早于它。日期无误的，请先在“机构与岗位”补登任职。", RefusalKind.Invalid,
                [new FieldError("HeldOn", $"早于“{early.Name}”的任职登记")]);
        }
    }

    /// <summary>What stands on a sign-in sheet, or was typed before, is not typed again.</summary>
    /// <param name="self">The record being corrected; empty for a new one.</param>
    public static async Task CheckOnceAsync(
        TrainingBook book, int siteId, IReadOnlyList<StaffRow> people, DateOnly heldOn, string topic, Guid self, CancellationToken cancellationToken)
    {
        var ids = people.Select(p => p.Id).ToList();
        var twice = await book.Lines(new TrainingFilter(heldOn, heldOn, siteId, StaffIds: ids, Void: false)).FirstOrDefaultAsync(l => l.Topic == topic && l.RecordId != self, cancellationToken);
        if (twice is not null)
        {
            throw new RefusalException(
                "ALREADY_RECORDED", $"“{twice.Name}”当天的这次培训已经{(twice.IsTyped ? "登记过" : "在会议签到表中")}，不用重复登记；其他人请单独登记。", RefusalKind.Conflict,
                [new FieldError("StaffIds", $"“{twice.Name}”已有这次培训")]);
        }
    }

    /// <summary>The proof of a training of the supplies managers; null for other kinds.</summary>
    public static DutyFulfilled? Proof(TrainingRecord row, DateOnly today) => row.Kind == TrainingKind.Supplies
        ? new DutyFulfilled(OversightDuties.SuppliesTraining, row.SiteId, Guid.Empty, row.HeldOn, row.EvidenceRef, row.HeldOn, today)
        : null;
}
