using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Time;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>
/// Writes a petition down; whoever wrote may stay unnamed. Within 15 days they are told whether it is accepted. Answers id and receipt number. Refuses NOT_FOUND for an accused who
/// is not on the township's list, VALIDATION for a telephone that is none.
/// </summary>
/// <param name="Name">Empty: unnamed.</param>
/// <param name="HasLegalWay">About an act that can be reviewed or taken to court.</param>
[Label("登记信访件")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions", "登记信访件，可以不具名；返回回执号")]
[Clauses("P1-OFFICE-11a", "P2-OFFICE-07a", "P3-ENFERROR-03", "P3-SEVENNOTS-01", "P3-SEVENNOTS-02", "P3-SEVENNOTS-03", "P3-SEVENNOTS-04", "P3-SEVENNOTS-05")]
internal sealed record RegisterPetition(
    int SiteId, DateOnly? ReceivedOn, PetitionChannel Channel, PetitionTopic Topic, string? Name, string? Phone, string Content, Guid? AccusedStaffId = null, bool HasLegalWay = false)
    : ICommand<PetitionReceipt>, ISiteRequest
{
    public override string ToString() => $"RegisterPetition {SiteId}";
}

internal sealed record PetitionReceipt(Guid Id, string Receipt);

internal sealed class RegisterPetitionValidator : AbstractValidator<RegisterPetition>
{
    public RegisterPetitionValidator(ChinaTime time)
    {
        RuleFor(r => r.ReceivedOn).NotNull().WithMessage("请填写收到日期。").Must(d => d is null || d <= time.Today).WithMessage("收到日期不能晚于今天。");
        RuleFor(r => r.Channel).IsInEnum().WithMessage("请选择方式。");
        RuleFor(r => r.Topic).IsInEnum().WithMessage("请选择事项。");
        RuleFor(r => r.Name).MaximumLength(50).WithMessage("姓名最多 50 字。");
        RuleFor(r => r.Content).NotEmpty().WithMessage("请填写信访内容。").MaximumLength(2000).WithMessage("内容最多 2000 字。");
    }
}

/// <summary>The director names who handles it. Refuses ACCUSED_IS_HANDLER (in the trail), NOT_FOUND, WRONG_STATE.</summary>
[Label("指定信访承办人")]
[Requires(EnforcementPermissions.DirectPetitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/handler", "指定承办人，不得是被反映人")]
[Clauses("P1-OFFICE-11a", "P3-SEVENNOTS-05")]
internal sealed record AssignPetition(int SiteId, Guid Id, Guid? StaffId, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class AssignPetitionValidator : AbstractValidator<AssignPetition>
{
    public AssignPetitionValidator() => RuleFor(r => r.StaffId).NotNull().WithMessage("请选择承办人。");
}

internal sealed class RegisterPetitionHandlers(EnforcementDbContext db, PetitionDesk desk, CaseDesk people, Protector protector, Operation operation)
    : IRequestHandler<RegisterPetition, PetitionReceipt>, IRequestHandler<AssignPetition, Unit>
{
    public static readonly ProtectedField<Petition> Phone = ProtectedField<Petition>.Of(nameof(Petition.Phone));

    public async Task<PetitionReceipt> Handle(RegisterPetition request, CancellationToken cancellationToken)
    {
        var year = operation.Today.Year;
        var accused = request.AccusedStaffId is { } id && id != Guid.Empty ? (await people.PersonAsync(request.SiteId, id, cancellationToken)).Id : Guid.Empty;
        var row = new Petition
        {
            SiteId = request.SiteId,
            Year = year,
            Number = (await db.Set<Petition>().Where(p => p.SiteId == request.SiteId && p.Year == year).MaxAsync(p => (int?)p.Number, cancellationToken) ?? 0) + 1,
            ReceivedOn = request.ReceivedOn!.Value,
            Channel = request.Channel,
            Topic = request.Topic,
            PetitionerName = request.Name?.Trim() ?? "",
            Content = request.Content.Trim(),
            AccusedStaffId = accused,
            HasLegalWay = request.HasLegalWay,
            RegisteredBy = operation.Actor.AccountId,
            RegisteredByName = operation.Actor.Name,
        };
        protector.Set(Phone, row, request.Phone);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await desk.TrackAsync(row, PetitionDesk.Accept, row.ReceivedOn, "告知是否受理", cancellationToken);
        return new PetitionReceipt(row.Id, row.Receipt);
    }

    public async Task<Unit> Handle(AssignPetition request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State is not (PetitionState.Received or PetitionState.Accepted))
        {
            throw CaseProcedure.Refuse(new StepBlock("WRONG_STATE", "信访件已有结果，不用再指定承办人。"));
        }

        var person = await people.PersonAsync(row.SiteId, request.StaffId!.Value, cancellationToken);
        if (person.Id == row.AccusedStaffId)
        {
            throw CaseProcedure.Refuse(new StepBlock("ACCUSED_IS_HANDLER", "不得把检举、揭发材料转给被反映的人，也不得由其办理。请另行指定。", InTrail: true));
        }

        (row.HandlerId, row.Handler) = (person.Id, person.Name);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
