using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Features.Board;
using Platform.Openness.Features.Briefings;
using Platform.Openness.Features.Suggestions;

namespace Platform.Openness.Demo;

/// <summary>Openness as it looks after some months of use, of invented words and figures. Sent by the seeding alone.</summary>
[Label("装入演示公开与监督")]
[Requires(OpennessPermissions.Work)]
internal sealed record SeedDemoOpenness(DivisionScope County, IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand<int>;

internal sealed class SeedDemoOpennessHandler(OpennessDbContext db, TableDesk tables, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoOpenness, int>
{
    private const string Author = "公开栏经办人（演示）";
    private const string Approver = "办公室主任（演示）";

    private static readonly (BoardCategory Category, string Title, string Text)[] Standing =
    [
        (BoardCategory.Procedures, "生育登记服务办理程序", "本人或委托他人到便民服务窗口或网上申报，材料齐全的当场登记；材料不全的一次告知要补的材料。全程不收费。"),
        (BoardCategory.Conditions, "奖励扶助申请条件和材料", "符合条件的由本人申请，村（社区）初审，乡镇复审，县级确认。所需材料：申请表、身份证明、户口簿。结果在本村按规定公示。"),
        (BoardCategory.Promises, "服务承诺", "首问负责，一次告知，限时办结。意见箱收到的意见十个工作日内答复。工作人员不得收受财物，不得泄露群众个人信息。"),
        (BoardCategory.PolicyCarriedOut, "本季度政策落实情况", "按时发放奖励扶助资金，开展健康讲座和免费咨询，药具免费发放点正常开放。"),
    ];

    private static readonly (SuggestionKind Kind, string Text, string Reply)[] Notes =
    [
        (SuggestionKind.Suggestion, "希望药具免费发放点周末也能开门，平时上班没有时间去领。", "自本月起每周六上午开放，节假日除外。感谢您的建议。"),
        (SuggestionKind.Question, "外地户口在这里上班，能参加免费的健康讲座吗？", "可以，凭身份证登记即可，不收费。"),
        (SuggestionKind.ServiceComplaint, "上周去窗口办事，两次去人都不在，也没有说明什么时候回来。", ""),
    ];

    public async Task<int> Handle(SeedDemoOpenness request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var lastMonth = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var subject = new TotalsSubject
        {
            DivisionId = request.County.DivisionId,
            Lo = request.County.Lo,
            Hi = request.County.Hi,
            Name = "参加健康讲座人次",
            Columns = "男\n女",
            Cadence = Cadence.Monthly,
            Explanation = "当月村（社区）和乡镇举办的健康讲座签到人次。",
        };
        db.Add(subject);
        var villages = request.Villages.ToLookup(v => v.SiteId);
        var (posts, suggestions, proofs) = (0, new List<Suggestion>(), new List<DutyFulfilled>());
        for (var i = 0; i < request.Sites.Count; i++)
        {
            var site = request.Sites[i];
            foreach (var (category, title, text) in Standing)
            {
                Publish(new BoardPost { SiteId = site.Id, Category = category, Title = title, Text = text }, "", today.AddDays(-40 - i));
                posts++;
            }

            Publish(new BoardPost
            {
                SiteId = site.Id,
                Category = BoardCategory.Spending,
                Title = $"{lastMonth.Year}年{lastMonth.Month}月工作经费支出",
                Text = $"宣传品印制 {320 + (i * 15)} 元，讲座场地 {200 + (i * 10)} 元，办公用品 {88 + i} 元。",
                ExpiresOn = today.AddDays(60),
            }, "", today.AddDays(-9));
            posts++;

            // A few townships publish the month's table; the county's stays to be drafted by the newcomer.
            if (i < 6 && villages[site.Id].Any())
            {
                await PublishTableAsync(site, [.. villages[site.Id]], subject, lastMonth, i, cancellationToken);
                posts++;
            }

            var draft = new BoardPost { SiteId = site.Id, Category = BoardCategory.Notices, Title = "年底集中办理时间通知", Text = "12 月 1 日至 15 日集中办理，请带齐材料。", State = PostState.Submitted, AuthorId = Keys(i), AuthorName = Author };
            db.Add(draft);
            suggestions.AddRange(Box(site.Id, today, i));
            Supervise(site, [.. villages[site.Id]], today, i, proofs);
        }

        db.AddRange(suggestions);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new TrackDeadlines([.. suggestions.Select(OpennessDeadlines.DraftOf)], Generated: true), cancellationToken);
        await SettleAsync(suggestions, cancellationToken);
        if (proofs.Count > 0)
        {
            await mediator.Publish(new DutiesFulfilled(proofs), cancellationToken);
        }

        operation.Note($"演示：{posts} 条公开内容，{suggestions.Count} 条意见");
        return posts;
    }

    private static Guid Keys(int number) => new(number + 1, 0, 0, new byte[8]);

    private void Publish(BoardPost post, string table, DateOnly day)
    {
        (post.State, post.AuthorName, post.ApproverName, post.ApprovedAt) = (PostState.Published, Author, Approver, operation.Now.AddDays(day.DayNumber - operation.Today.DayNumber));
        db.Add(post);
        db.Add(new PublishedPost
        {
            SiteId = post.SiteId,
            PostId = post.Id,
            Number = 1,
            Category = post.Category,
            Title = post.Title,
            Text = post.Text,
            TableJson = table,
            PublishedOn = day,
            PublishedBy = Approver,
            ApprovedBy = Approver,
            ExpiresOn = post.ExpiresOn,
        });
    }

    private async Task PublishTableAsync(DivisionRow site, IReadOnlyList<VillageRow> villages, TotalsSubject subject, DateOnly month, int seed, CancellationToken cancellationToken)
    {
        var post = new BoardPost { SiteId = site.Id, Category = BoardCategory.Totals, Title = $"{month.Year}年{month.Month}月参加健康讲座人次", SubjectId = subject.Id, Period = month };
        List<BoardFigure> figures =
        [
            .. from row in Enumerable.Range(0, villages.Count)
               from column in Enumerable.Range(0, 2)
               select new BoardFigure
               {
                   SiteId = site.Id, PostId = post.Id, UnitKey = $"v:{villages[row].Id}", UnitName = villages[row].Name, RowNumber = row, ColumnNumber = column,
                   Value = ((row * 7) + (column * 11) + (seed * 3)) % 29,
               },
        ];
        db.AddRange(figures);
        Publish(post, (await tables.PublishAsync(post, subject, figures, cancellationToken)).ToJson(), operation.Today.AddDays(-8));
    }

    private static IEnumerable<Suggestion> Box(int site, DateOnly today, int seed)
    {
        for (var n = 0; n < Notes.Length; n++)
        {
            var received = today.AddDays(-35 + (n * 9) + (seed % 4));
            var at = new DateTimeOffset(received.ToDateTime(new TimeOnly(10, 20)), TimeSpan.FromHours(8));
            yield return new Suggestion { SiteId = site, ReceiptHash = Receipts.HashOf(Receipts.New()), Kind = Notes[n].Kind, Text = Notes[n].Text, ReceivedOn = received, ReceivedAt = at, OnPaper = n == 0 };
        }
    }

    // The first two were answered, one township in five too late; the complaint still waits, and is overdue.
    private async Task SettleAsync(List<Suggestion> suggestions, CancellationToken cancellationToken)
    {
        var due = (await mediator.Send(new GetDeadlines([.. suggestions.Select(OpennessDeadlines.RefOf)]), cancellationToken)).ToDictionary(d => d.RecordRef);
        var answered = suggestions.Where(s => Notes.First(n => n.Text == s.Text).Reply.Length > 0).ToList();
        foreach (var (s, i) in answered.Select((s, i) => (s, i)))
        {
            s.DueWhenSettled = due.GetValueOrDefault(OpennessDeadlines.RefOf(s))?.Due;
            (s.State, s.Reply, s.RepliedBy) = (SuggestionState.Replied, Notes.First(n => n.Text == s.Text).Reply, Author);
            var wanted = i % 5 == 4 && s.DueWhenSettled is { } last ? last.AddDays(1) : s.ReceivedOn.AddDays(5);
            s.RepliedOn = wanted > operation.Today ? operation.Today : wanted;
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new SettleDeadlines([.. answered.Select(OpennessDeadlines.RefOf)], operation.Today), cancellationToken);
    }

    private void Supervise(DivisionRow site, IReadOnlyList<VillageRow> villages, DateOnly today, int seed, List<DutyFulfilled> proofs)
    {
        var quarter = BoardRules.PeriodOf(Cadence.Quarterly, today);
        foreach (var start in new[] { quarter.AddMonths(-3), quarter })
        {
            db.AddRange(Enumerable.Range(0, 24 + seed).Select(n => new Evaluation
            {
                SiteId = site.Id,
                Quarter = start,
                Mark = (n + seed) % 9 == 0 ? 2 : (n % 5) switch { 0 => 3, 1 or 2 => 4, _ => 5 },
                Remark = n == 3 ? "办事比以前快了。" : "",
            }));
        }

        db.Add(new RepresentativeCheck
        {
            SiteId = site.Id,
            CheckedOn = today.AddDays(-20),
            Representatives = 5,
            Subject = CheckSubject.Board,
            Scope = "公开栏内容是否及时、完整，意见箱是否按时开启",
            Result = seed % 3 == 0 ? CheckResult.Problems : CheckResult.Good,
            Findings = seed % 3 == 0 ? "上季度支出公开晚了一周。" : "",
            FollowUp = seed % 6 == 0 ? "已补充公开，并改为每月 10 日前公开。" : "",
            FollowedUpOn = seed % 6 == 0 ? today.AddDays(-12) : null,
            RecordedBy = Author,
        });
        foreach (var village in villages.Take(villages.Count - 1))
        {
            var briefing = new Briefing
            {
                SiteId = site.Id,
                VillageId = village.Id,
                VillageName = village.Name,
                HeldOn = quarter.AddMonths(-1).AddDays(seed % 20),
                Form = BriefingForm.Meeting,
                Attendance = 18 + seed,
                Content = "通报本季度政策落实、经费支出、健康讲座和意见办理情况。",
                RecordedBy = Author,
                RecordedOn = quarter.AddMonths(-1).AddDays((seed % 20) + 1),
            };
            db.Add(briefing);
            proofs.Add(BriefingHandlers.Proof(briefing));
        }
    }
}
