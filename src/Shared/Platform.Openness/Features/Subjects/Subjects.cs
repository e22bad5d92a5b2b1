using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;

namespace Platform.Openness.Features.Subjects;

/// <summary>One page of what tables of totals count here: own subjects and those of the levels above. Three statements.</summary>
[Requires(OpennessPermissions.View)]
[Endpoint(Verb.Get, "openness/subjects", "查询统计口径")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record ListSubjects(PageRequest Page, string? Text = null) : IQuery<Page<SubjectRow>>;

/// <param name="Own">The caller's division set it and may change it.</param>
internal sealed record SubjectRow(
    Guid Id, int DivisionId, string DivisionName, string Name, IReadOnlyList<string> Columns, Cadence Cadence, string Explanation, bool Active, bool Own, Guid Version);

internal sealed class ListSubjectsHandler(OpennessDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListSubjects, Page<SubjectRow>>
{
    public async Task<Page<SubjectRow>> Handle(ListSubjects request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;

        // What counts above counts here, and an administrator sees what is set below.
        var query = db.Set<TotalsSubject>().AsNoTracking().Where(s => (s.Lo <= scope.Lo && s.Hi >= scope.Hi) || (s.Lo >= scope.Lo && s.Hi <= scope.Hi));
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(s => s.Name.Contains(text));
        }

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(s => s.Name).ThenBy(s => s.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.DivisionId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<SubjectRow>(
            [
                .. rows.Select(s => new SubjectRow(
                    s.Id, s.DivisionId, names.GetValueOrDefault(s.DivisionId, ""), s.Name, s.ColumnNames, s.Cadence, s.Explanation, s.Active, scope.Contains(s.DivisionId), s.Version)),
            ],
            total);
    }
}

/// <summary>
/// Sets what a table of totals counts, for the division and all below. Name, columns and rhythm never change afterwards: tables that were published once must stay
/// comparable. One population has one subject; a second division of the same people into columns would let figures be computed from the first.
/// </summary>
/// <param name="Columns">Names of the columns, without a total.</param>
[Requires(OpennessPermissions.ManageSubjects)]
[Endpoint(Verb.Post, "openness/subjects", "新增统计口径")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record AddSubject(int DivisionId, string Name, IReadOnlyList<string> Columns, Cadence Cadence, string? Explanation) : ICommand<Guid>;

internal sealed class AddSubjectValidator : AbstractValidator<AddSubject>
{
    public AddSubjectValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写统计对象").MaximumLength(50).WithMessage("统计对象最多 50 字");
        RuleFor(r => r.Columns).Must(c => c is { Count: >= 1 and <= 12 } && c.All(n => n?.Trim() is { Length: > 0 and <= 20 }) && c.Select(n => n.Trim()).Distinct().Count() == c.Count)
            .WithMessage("请填写 1 至 12 个栏目，每个不超过 20 字，不能重复，不含“合计”").Must(c => c is null || !c.Any(n => n?.Trim() is "合计" or "总计")).WithMessage("合计由系统计算，不用填写");
        RuleFor(r => r.Explanation).MaximumLength(500).WithMessage("计数说明最多 500 字");
    }
}

internal sealed class AddSubjectHandler(OpennessDbContext db, IMediator mediator, Operation operation) : IRequestHandler<AddSubject, Guid>
{
    public async Task<Guid> Handle(AddSubject request, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([request.DivisionId]), cancellationToken)).FirstOrDefault(d => operation.Actor.Scope.Contains(d.Id)) ?? throw Refusals.NotFound();
        var name = request.Name.Trim();
        if (await db.Set<TotalsSubject>().AnyAsync(s => s.Name == name && s.Lo <= division.Hi && s.Hi >= division.Lo, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", $"“{name}”已有统计口径：同一人群只设一个口径。", RefusalKind.Conflict, [new(nameof(request.Name), "已有口径")]);
        }

        var subject = new TotalsSubject
        {
            DivisionId = division.Id,
            Lo = division.Lo,
            Hi = division.Hi,
            Name = name,
            Columns = string.Join('\n', request.Columns.Select(c => c.Trim())),
            Cadence = request.Cadence,
            Explanation = request.Explanation?.Trim() ?? "",
        };
        db.Add(subject);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"新增统计口径：{name}");
        return subject.Id;
    }
}

/// <summary>Stops or resumes a subject. Published tables stay.</summary>
[Requires(OpennessPermissions.ManageSubjects)]
[Endpoint(Verb.Post, "openness/subjects/{id}/active", "停用或启用统计口径")]
internal sealed record SetSubjectActive(Guid Id, Guid Version, bool Active) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"subject:{Id}";
}

internal sealed class SetSubjectActiveHandler(OpennessDbContext db, Operation operation) : IRequestHandler<SetSubjectActive, Unit>
{
    public async Task<Unit> Handle(SetSubjectActive request, CancellationToken cancellationToken)
    {
        var (lo, hi) = (operation.Actor.Scope.Lo, operation.Actor.Scope.Hi);
        var subject = await db.Set<TotalsSubject>().FirstOrDefaultAsync(s => s.Id == request.Id && s.DivisionId >= lo && s.DivisionId <= hi, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, subject.Version);
        subject.Active = request.Active;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{(request.Active ? "启用" : "停用")}统计口径：{subject.Name}");
        return Unit.Value;
    }
}
