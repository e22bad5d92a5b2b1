using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Board;

/// <summary>Writes a draft of a post, new or known. Figures are exact; what the public sees of them is decided when the post is published.</summary>
/// <param name="Id">Null: a new post.</param>
/// <param name="VillageId">The village whose board it is; null: the board of the office.</param>
/// <param name="ExpiresOn">Last day on the board; null: until it is withdrawn.</param>
/// <param name="SubjectId">What the table counts; null: no table.</param>
/// <param name="Period">Any day of the period the table is about.</param>
[Requires(OpennessPermissions.Write)]
[Endpoint(Verb.Post, "openness/posts", "起草或修改公开内容")]
[Clauses("P3-SUPERVISION-03", "P4-RESOFFICER-01b")]
internal sealed record SaveBoardPost(
    int SiteId, Guid? Id, BoardCategory Category, string Title, string Text, Guid? VillageId = null, DateOnly? ExpiresOn = null, Guid? SubjectId = null, DateOnly? Period = null,
    IReadOnlyList<FigureRow>? Figures = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Id is { } id ? $"post:{id}" : "";
}

/// <summary>One row of a table: a unit and its figures in the order of the columns.</summary>
internal sealed record FigureRow(string UnitKey, IReadOnlyList<int> Values);

internal sealed class SaveBoardPostValidator : AbstractValidator<SaveBoardPost>
{
    public SaveBoardPostValidator()
    {
        RuleFor(r => r.Category).NotEqual(BoardCategory.Results).WithMessage("考评结果在公布时自动张榜，不用起草");
        RuleFor(r => r.Title).NotEmpty().WithMessage("请填写标题").MaximumLength(100).WithMessage("标题最多 100 字");
        RuleFor(r => r.Text).NotEmpty().When(r => r.SubjectId is null).WithMessage("请填写内容").MaximumLength(8000).WithMessage("内容最多 8000 字");
        RuleFor(r => r.Title).Custom((text, context) => Check(text, context));
        RuleFor(r => r.Text).Custom((text, context) => Check(text, context));
        RuleFor(r => r.Period).NotNull().When(r => r.SubjectId is not null).WithMessage("请选择统计期间");
        RuleFor(r => r.SubjectId).NotNull().When(r => r.Category == BoardCategory.Totals).WithMessage("统计数字须选择统计口径并填表");
        RuleFor(r => r.SubjectId).Null().When(r => r.VillageId is not null).WithMessage("统计表由乡镇（街道）统一公布，村公开栏不单独填表");
        RuleFor(r => r.Figures).NotEmpty().When(r => r.SubjectId is not null).WithMessage("请填写统计表");
        RuleForEach(r => r.Figures).Must(f => f.Values is not null && f.Values.All(v => v is >= 0 and <= 10_000_000)).WithMessage("表中数字须为 0 以上的整数");
    }

    private static void Check(string? text, ValidationContext<SaveBoardPost> context)
    {
        if (BoardRules.FaultOf(text ?? "") is { } fault)
        {
            context.AddFailure(fault);
        }
    }
}

internal sealed class SaveBoardPostHandler(OpennessDbContext db, TableDesk tables, VillageNames villages, Operation operation) : IRequestHandler<SaveBoardPost, Guid>
{
    public async Task<Guid> Handle(SaveBoardPost request, CancellationToken cancellationToken)
    {
        var post = request.Id is { } id ? await KnownAsync(id, request, cancellationToken) : New(request);
        (post.Category, post.Title, post.Text) = (request.Category, request.Title.Trim(), request.Text?.Trim() ?? "");
        (post.ExpiresOn, post.ReturnReason) = (request.ExpiresOn ?? OpenEnd.Never, "");
        (post.AuthorId, post.AuthorName) = (operation.Actor.AccountId, operation.Actor.Name);
        if (post.ExpiresOn < operation.Today)
        {
            throw new RefusalException("EXPIRES_IN_PAST", "公开截止日期已经过去，请改填今天以后的日期。", RefusalKind.Invalid, [new(nameof(request.ExpiresOn), "不能早于今天")]);
        }

        (post.VillageId, post.VillageName) = await villages.OfAsync(request.SiteId, request.VillageId, cancellationToken);
        await FillAsync(post, request, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{(request.Id is null ? "起草" : "修改")}公开内容：{Words.Of(post.Category)}，第{post.Number}版");
        return post.Id;
    }

    private BoardPost New(SaveBoardPost request)
    {
        var post = new BoardPost { SiteId = request.SiteId, Title = request.Title };
        db.Add(post);
        return post;
    }

    private async Task<BoardPost> KnownAsync(Guid id, SaveBoardPost request, CancellationToken cancellationToken)
    {
        var post = await db.Set<BoardPost>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version ?? post.Version, post.Version);
        return post.State == PostState.Draft ? post : throw StateRefusals.WrongState(Words.Of(post.State));
    }

    private async Task FillAsync(BoardPost post, SaveBoardPost request, CancellationToken cancellationToken)
    {
        await db.Set<BoardFigure>().Where(f => f.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
        if (request.SubjectId is not { } subjectId)
        {
            (post.SubjectId, post.Period) = (Guid.Empty, null);
            return;
        }

        var subject = await db.Set<TotalsSubject>().AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == subjectId && s.Active && s.Lo <= request.SiteId && s.Hi >= request.SiteId, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_SUBJECT", "没有这个统计口径，或它已停用。", RefusalKind.Invalid, [new(nameof(request.SubjectId), "请重新选择")]);
        (post.SubjectId, post.Period) = (subject.Id, BoardRules.PeriodOf(subject.Cadence, request.Period!.Value));
        if (post.Period > operation.Today)
        {
            throw new RefusalException("PERIOD_IN_FUTURE", "统计期间还没有开始。", RefusalKind.Invalid, [new(nameof(request.Period), "还没有开始")]);
        }

        var units = await tables.UnitsAsync(request.SiteId, cancellationToken);
        var rows = request.Figures!.ToLookup(f => f.UnitKey);
        for (var i = 0; i < units.Count; i++)
        {
            if (rows[units[i].Key].ToList() is not [var row] || row.Values.Count != subject.ColumnNames.Count)
            {
                throw new RefusalException("TABLE_INCOMPLETE", $"统计表不完整：“{units[i].Name}”须填满 {subject.ColumnNames.Count} 栏，没有的填 0。", RefusalKind.Invalid, [new(nameof(request.Figures), "不完整")]);
            }

            db.AddRange(row.Values.Select((value, column) => new BoardFigure
            {
                SiteId = post.SiteId,
                PostId = post.Id,
                UnitKey = units[i].Key,
                UnitName = units[i].Name,
                RowNumber = i,
                ColumnNumber = column,
                Value = value,
            }));
        }
    }
}
