using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Inquiries;

namespace Platform.Migrants.Features.Exchange;

/// <summary>
/// Writes the signed file for an office outside: inquiries handed over for it, with those that still wait, or answers to its inquiries. Names and identity numbers leave the house:
/// it needs a reason and stands in the trail. Refuses NOT_FOUND, NO_EXCHANGE_KEY, NOTHING_TO_EXPORT and NOT_A_COUNTY.
/// </summary>
/// <param name="SiteId">The county.</param>
[Label("导出跨区域查询文件")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/partners/{partnerId}/files", "导出给外部单位的签名文件：查询或答复")]
[Clauses("P3-MIGPLATDATA-02", "P3-MIGPLATDATA-04a")]
internal sealed record ExportInquiryFile(int SiteId, Guid PartnerId, ExchangeKind Kind, string Reason) : ICommand<InquiryFile>, ISiteRequest, IReasonedRequest;

/// <param name="Content">The whole file.</param>
internal sealed record InquiryFile(string Name, byte[] Content, int Count)
{
    /// <summary>Without the content.</summary>
    public override string ToString() => $"{Name} {Count}";
}

/// <summary>
/// Takes in a signed file of an office outside. The same file twice, or an inquiry known already, changes nothing. Refuses FILE_UNREADABLE, FILE_TOO_BIG, SIGNATURE_INVALID (no known key
/// made it, or it was changed) and NOT_A_COUNTY.
/// </summary>
/// <param name="SiteId">The county.</param>
/// <param name="Content">The whole file, base64 in JSON.</param>
[Label("导入跨区域查询文件")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/files", "导入外部单位的签名文件：查询或答复；重复导入不变")]
[Clauses("P3-MIGPLATDATA-03", "P3-MIGPLATDATA-04a", "P3-MIGPLATFORM-01b")]
internal sealed record ImportInquiryFile(int SiteId, byte[] Content) : ICommand<ImportedFile>, ISiteRequest, IIdempotent
{
    /// <summary>Without the content.</summary>
    public override string ToString() => $"{nameof(ImportInquiryFile)} {SiteId}";
}

/// <param name="Fresh">New inquiries or answers.</param>
/// <param name="Known">There already: left as they are.</param>
/// <param name="Bad">Without consent reference or subject, or an answer without its remarks: not taken.</param>
internal sealed record ImportedFile(string Partner, ExchangeKind Kind, int Fresh, int Known, int Bad);

/// <summary>The county hands an inquiry that came by file to the township that is to look it up; its clocks run since the file came. Refuses NOT_FOUND, WRONG_STATE, UNKNOWN_SITE and CHANGED_MEANWHILE.</summary>
/// <param name="SiteId">The county.</param>
[Label("交办外部来件")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/inquiries/{id}/assignment", "把外部来件交给一个乡镇（街道）查实答复")]
[Clauses("P3-MIGPLATDATA-04a", "P3-MIGPLATFORM-01b")]
internal sealed record AssignInquiry(int SiteId, Guid Id, int TargetSiteId, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class ExportInquiryFileValidator : AbstractValidator<ExportInquiryFile>
{
    public ExportInquiryFileValidator()
    {
        RuleFor(c => c.Kind).IsInEnum().WithMessage("请选择查询或答复。");
        RuleFor(c => c.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明导出的理由，2 至 200 字。");
    }
}

internal sealed class ImportInquiryFileValidator : AbstractValidator<ImportInquiryFile>
{
    public ImportInquiryFileValidator() => RuleFor(c => c.Content).NotEmpty().WithMessage("请选择文件。");
}

internal sealed class ExchangeFileHandlers(MigrantsDbContext db, InquiryDesk desk, BureauScope bureau, ExchangeKeys keys, Protector protector, IMediator mediator, Operation operation)
    : IRequestHandler<ExportInquiryFile, InquiryFile>, IRequestHandler<ImportInquiryFile, ImportedFile>, IRequestHandler<AssignInquiry, Unit>
{
    private const int MostBytes = 2_000_000;

    public async Task<InquiryFile> Handle(ExportInquiryFile request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        var partner = await db.Set<ExchangePartner>().FirstOrDefaultAsync(p => p.Id == request.PartnerId && p.SiteId == request.SiteId && !p.Ended, cancellationToken) ?? throw Refusals.NotFound("这个单位");
        var key = await db.Set<ExchangeKey>().FirstOrDefaultAsync(k => k.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NO_EXCHANGE_KEY", "还没有生成本县的签名密钥。请先生成，并把公钥交给对方。", RefusalKind.Refused);
        var county = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.FullName ?? "";
        var content = new ExchangeContent(ExchangeContent.FormatName, Keys.New(), request.Kind == ExchangeKind.Questions ? ExchangeContent.QuestionsKind : ExchangeContent.AnswersKind, county, operation.Today, [], []);
        content = request.Kind == ExchangeKind.Questions
            ? content with { Questions = await QuestionsAsync(request, lo, hi, cancellationToken) }
            : content with { Answers = await AnswersAsync(request, lo, hi, cancellationToken) };
        var count = content.Questions.Count + content.Answers.Count;
        if (count == 0)
        {
            throw new RefusalException("NOTHING_TO_EXPORT", $"没有要发给“{partner.Name}”的{(request.Kind == ExchangeKind.Questions ? "查询" : "答复")}。", RefusalKind.Conflict);
        }

        using var signer = keys.Open(key, request);
        var file = SignedFile.Write(content, signer);
        Log(partner, ExchangeDirection.Outgoing, request.Kind, SignedFile.Open(file)!.Value.Content, count);
        await db.SaveChangesAsync(cancellationToken);
        if (request.Kind == ExchangeKind.Questions)
        {
            await desk.LogAsync(request.SiteId, BureauActKind.Query, count, "", cancellationToken);
        }

        operation.Note($"导出给{partner.Name}：{count} 件");
        return new InquiryFile($"{(request.Kind == ExchangeKind.Questions ? "查询" : "答复")}-{partner.Name}-{operation.Today:yyyyMMdd}.json", file, count);
    }

    public async Task<ImportedFile> Handle(ImportInquiryFile request, CancellationToken cancellationToken)
    {
        await bureau.OfAsync(request.SiteId, cancellationToken);
        if (request.Content.Length > MostBytes)
        {
            throw new RefusalException("FILE_TOO_BIG", "文件超过 2 MB，请让对方分几份发送。", RefusalKind.Invalid);
        }

        var (content, signature) = SignedFile.Open(request.Content) ?? throw Unreadable();
        var partners = await db.Set<ExchangePartner>().Where(p => p.SiteId == request.SiteId && !p.Ended).ToListAsync(cancellationToken);
        var partner = partners.Find(p => SignedFile.Verifies(p.PublicKey, content, signature))
            ?? throw new RefusalException("SIGNATURE_INVALID", "签名不对：文件被改动过，或不是已登记单位签发的。没有导入任何内容，请让对方重新发送。", RefusalKind.Refused) { InTrail = true };
        var read = SignedFile.Read(content) ?? throw Unreadable();
        var kind = read.Kind == ExchangeContent.AnswersKind ? ExchangeKind.Answers : ExchangeKind.Questions;
        var hash = Convert.ToHexString(SHA256.HashData(content));
        if (await db.Set<ExchangeFile>().AnyAsync(f => f.SiteId == request.SiteId && f.Direction == ExchangeDirection.Incoming && f.Hash == hash, cancellationToken))
        {
            operation.Note($"{partner.Name}的文件已导入过，没有变化");
            return new ImportedFile(partner.Name, kind, 0, read.Questions.Count + read.Answers.Count, 0);
        }

        var result = kind == ExchangeKind.Questions ? await TakeQuestionsAsync(request.SiteId, partner, read, cancellationToken) : await TakeAnswersAsync(partner, read, cancellationToken);
        Log(partner, ExchangeDirection.Incoming, kind, content, result.Fresh);
        await db.SaveChangesAsync(cancellationToken);
        await desk.LogAsync(request.SiteId, BureauActKind.PickUp, result.Fresh, "", cancellationToken);
        operation.Note($"导入{partner.Name}的文件：新 {result.Fresh}，已有 {result.Known}，不合要求 {result.Bad}");
        return result;
    }

    public async Task<Unit> Handle(AssignInquiry request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        var inquiry = await desk.OfAskerAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (inquiry.Route != InquiryRoute.Incoming || inquiry.State != InquiryState.Sent || inquiry.TargetSiteId != inquiry.SiteId)
        {
            throw InquiryDesk.WrongState(inquiry, "再交办");
        }

        if (request.TargetSiteId < lo || request.TargetSiteId > hi || (await mediator.Send(new GetSites(request.TargetSiteId, request.TargetSiteId), cancellationToken)).Count == 0)
        {
            throw new RefusalException("UNKNOWN_SITE", "请选择本县的一个乡镇（街道）。", RefusalKind.Invalid, [new FieldError(nameof(request.TargetSiteId), "请重新选择")]);
        }

        (inquiry.TargetSiteId, inquiry.OtherSiteId) = (request.TargetSiteId, request.TargetSiteId);
        await desk.TrackAsync([inquiry], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private static RefusalException Unreadable() => new("FILE_UNREADABLE", "这不是跨区域查询的签名文件。请选择对方导出的原文件。", RefusalKind.Invalid);

    // Those handed over go out now; those that still wait go along once more, which changes nothing at the other side.
    private async Task<IReadOnlyList<ExchangeQuestion>> QuestionsAsync(ExportInquiryFile request, int lo, int hi, CancellationToken cancellationToken)
    {
        var ready = await db.Set<Inquiry>()
            .Where(q => q.SiteId >= lo && q.SiteId <= hi && q.Route == InquiryRoute.Outgoing && q.PartnerId == request.PartnerId && (q.State == InquiryState.HandedOver || q.State == InquiryState.Sent))
            .OrderBy(q => q.Id).ToListAsync(cancellationToken);
        foreach (var inquiry in ready.Where(q => q.State == InquiryState.HandedOver))
        {
            (inquiry.State, inquiry.SentOn, inquiry.SentByName) = (InquiryState.Sent, operation.Today, operation.Actor.Name);
            MigrantDeadlines.Receive(inquiry, operation.Today);
        }

        return [.. ready.Select(q => new ExchangeQuestion(q.Id, q.Number, q.Topic, q.SubjectName, protector.OpenFor(InquiryFields.IdentityNumber, q, request), q.Question, q.ConsentReference))];
    }

    private async Task<IReadOnlyList<ExchangeAnswer>> AnswersAsync(ExportInquiryFile request, int lo, int hi, CancellationToken cancellationToken) =>
        await db.Set<Inquiry>().Where(q => q.SiteId >= lo && q.SiteId <= hi && q.Route == InquiryRoute.Incoming && q.PartnerId == request.PartnerId && q.State == InquiryState.Answered)
            .OrderBy(q => q.Id).Select(q => new ExchangeAnswer(q.Id, q.Result, q.Remarks, q.AnsweredOn!.Value)).ToListAsync(cancellationToken);

    private async Task<ImportedFile> TakeQuestionsAsync(int county, ExchangePartner partner, ExchangeContent read, CancellationToken cancellationToken)
    {
        var (good, ids) = (read.Questions.Where(IsGood).DistinctBy(q => q.Id).ToList(), read.Questions.Select(q => q.Id).ToList());
        var known = (await db.Set<Inquiry>().Where(q => ids.Contains(q.Id)).Select(q => q.Id).ToListAsync(cancellationToken)).ToHashSet();
        var (lo, hi) = await bureau.OfAsync(county, cancellationToken);
        var sites = (await mediator.Send(new GetSites(lo, hi), cancellationToken)).ToHashSet();
        var fresh = good.Where(q => !known.Contains(q.Id)).Select(q => Make(q, county, partner, sites)).ToList();
        db.AddRange(fresh);
        await desk.TrackAsync([.. fresh.Where(q => q.OtherSiteId != q.SiteId)], cancellationToken);
        return new ImportedFile(partner.Name, ExchangeKind.Questions, fresh.Count, known.Count, read.Questions.Count - good.Count);
    }

    private static bool IsGood(ExchangeQuestion q) =>
        q is { Name: { Length: > 0 and <= 50 }, Question: { Length: > 0 and <= 500 }, ConsentReference: { Length: > 0 and <= 100 }, Number: { Length: > 0 and <= 40 } } && q.Id != Guid.Empty && Enum.IsDefined(q.Topic)
        && (string.IsNullOrEmpty(q.IdentityNumber) || PersonalKinds.FaultOf(PersonalKind.IdentityNumber, PersonalKinds.Tidy(PersonalKind.IdentityNumber, q.IdentityNumber)) is null);

    private Inquiry Make(ExchangeQuestion q, int county, ExchangePartner partner, HashSet<int> sites)
    {
        var target = int.TryParse(q.To, out var code) && sites.Contains(code) ? code : county;
        var inquiry = new Inquiry
        {
            Id = q.Id,
            SiteId = county,
            OtherSiteId = target,
            TargetSiteId = target,
            Number = q.Number,
            Route = InquiryRoute.Incoming,
            PartnerId = partner.Id,
            PartnerName = partner.Name,
            Topic = q.Topic,
            SubjectName = q.Name,
            Question = q.Question,
            ConsentReference = q.ConsentReference,
            State = InquiryState.Sent,
            DraftedOn = operation.Today,
            DraftedByName = partner.Name,
            SentOn = operation.Today,
            SentByName = partner.Name,
        };
        protector.Set(InquiryFields.IdentityNumber, inquiry, q.IdentityNumber);
        MigrantDeadlines.Receive(inquiry, operation.Today);
        return inquiry;
    }

    private async Task<ImportedFile> TakeAnswersAsync(ExchangePartner partner, ExchangeContent read, CancellationToken cancellationToken)
    {
        var ids = read.Answers.Select(a => a.Id).ToList();
        var own = await db.Set<Inquiry>().Where(q => ids.Contains(q.Id) && q.Route == InquiryRoute.Outgoing && q.PartnerId == partner.Id).ToDictionaryAsync(q => q.Id, cancellationToken);
        var (fresh, known, bad) = (0, 0, 0);
        foreach (var answer in read.Answers)
        {
            if (!own.TryGetValue(answer.Id, out var inquiry) || answer.Result == InquiryResult.None || !Enum.IsDefined(answer.Result) || answer.Remarks is not { Length: <= 500 } remarks
                || (MigrantRules.NeedsRemarks(answer.Result) && remarks.Trim().Length == 0))
            {
                bad++;
            }
            else if (inquiry.State != InquiryState.Sent && (inquiry.Result, inquiry.Remarks) == (answer.Result, remarks))
            {
                known++;
            }
            else
            {
                // Corrected by the other side: the newer file counts.
                (inquiry.State, inquiry.Result, inquiry.Remarks, inquiry.AnsweredOn, inquiry.AnsweredByName) =
                    (InquiryState.Answered, answer.Result, remarks, answer.AnsweredOn > operation.Today ? operation.Today : answer.AnsweredOn, partner.Name);
                fresh++;
            }
        }

        return new ImportedFile(partner.Name, ExchangeKind.Answers, fresh, known, bad);
    }

    private void Log(ExchangePartner partner, ExchangeDirection direction, ExchangeKind kind, byte[] content, int count) => db.Add(new ExchangeFile
    {
        SiteId = partner.SiteId,
        PartnerId = partner.Id,
        PartnerName = partner.Name,
        Direction = direction,
        Kind = kind,
        Hash = Convert.ToHexString(SHA256.HashData(content)),
        Count = count,
        On = operation.Today,
        ByName = operation.Actor.Name,
    });
}
