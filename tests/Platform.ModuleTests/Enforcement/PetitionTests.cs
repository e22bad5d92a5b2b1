using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Enforcement;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Enforcement.Features.Cases;
using Platform.Enforcement.Features.Petitions;
using Platform.Enforcement.Features.Waiting;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection.Reveal;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Enforcement;

/// <summary>Petitions: told within 15 days, concluded within 60 and 30 more, reviewed twice; the accused neither sees nor handles.</summary>
public sealed class PetitionTests
{
    private const int Site = CaseTown.Site;
    private static readonly DateOnly Today = CaseTown.Today;
    private static readonly string[] Clerks = [EnforcementPermissions.View, EnforcementPermissions.Petitions];
    private static readonly string[] Directors = [.. Clerks, EnforcementPermissions.DirectPetitions];

    [Theory, DatabaseData]
    public async Task From_receipt_to_recheck_with_its_deadlines(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        var made = await As(town, town.Clerk, Clerks, Letter());
        Assert.Equal("信2026-0001", made.Receipt);
        Assert.Equal([new WaitingCases(CaseWork.AssignPetition, 1, made.Id, Today)], await As(town, town.Director, Directors, new GetWaitingCases()));
        Assert.Equal((PetitionDesk.Accept, Today.AddDays(15)), Of(Assert.Single(await DuesAsync(town, made.Id))));
        Assert.Equal("HANDLER_MISSING", await CaseTown.Code(() => As(town, town.Director, Directors, new AnswerPetition(Site, made.Id, Today, true, null))));
        await As(town, town.Director, Directors, new AssignPetition(Site, made.Id, town.First));
        Assert.Empty(await As(town, town.Director, Directors, new GetWaitingCases()));
        Assert.Equal([new WaitingCases(CaseWork.HandlePetition, 1, made.Id, Today)], await As(town, town.First, Clerks, new GetWaitingCases()));
        Assert.Equal("NOT_HANDLER", await CaseTown.Code(() => As(town, town.Clerk, Clerks, new LookAtPetition(Site, made.Id))));
        await As(town, town.First, Clerks, new AnswerPetition(Site, made.Id, Today, true, null));
        Assert.Contains((PetitionDesk.Conclude, Today.AddDays(60)), (await DuesAsync(town, made.Id)).Select(Of));
        Assert.Equal("EXTENSION_TOO_LONG", await CaseTown.Code(() => As(town, town.Director, Directors, new ExtendPetition(Site, made.Id, 31, Today, "情况复杂"))));
        await As(town, town.Director, Directors, new ExtendPetition(Site, made.Id, 30, Today, "情况复杂"));
        Assert.Contains((PetitionDesk.Conclude, Today.AddDays(90)), (await DuesAsync(town, made.Id)).Select(Of));
        Assert.Equal("EXTENDED_ALREADY", await CaseTown.Code(() => As(town, town.Director, Directors, new ExtendPetition(Site, made.Id, 5, Today, "情况复杂"))));
        await As(town, town.First, Clerks, new ConcludePetition(Site, made.Id, Today, "已整改"));
        Assert.Empty(await As(town, town.First, Clerks, new GetWaitingCases()));
        await As(town, town.First, Clerks, new AskPetitionReview(Site, made.Id, Today));
        await As(town, town.First, Clerks, new RecordPetitionReview(Site, made.Id, Today, "维持"));
        town.Platform.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal("ASKED_TOO_LATE", await CaseTown.Code(() => As(town, town.First, Clerks, new AskPetitionReview(Site, made.Id, Today.AddDays(40)))));
        await As(town, town.First, Clerks, new AskPetitionReview(Site, made.Id, Today.AddDays(20)));
        await As(town, town.First, Clerks, new RecordPetitionReview(Site, made.Id, Today.AddDays(40), "维持"));
        var file = await As(town, town.First, Clerks, new LookAtPetition(Site, made.Id));
        Assert.Equal((PetitionState.Final, "139****5678"), (file.Petition.State, file.Phone));

        // What was complained of becomes a case by whoever handles the petition, and by nobody else.
        string[] handle = [.. Clerks, EnforcementPermissions.Handle];
        Assert.Equal("NOT_HANDLER", await CaseTown.Code(() => As(town, town.Clerk, handle, new RegisterCase(Site, CaseTown.Lead(), made.Id))));
        var lead = await As(town, town.First, handle, new RegisterCase(Site, CaseTown.Lead(), made.Id));
        Assert.Equal([CaseWork.DecideLead], (await As(town, town.Director, [EnforcementPermissions.View, EnforcementPermissions.Direct], new GetWaitingCases())).Select(w => w.Work));
        Assert.Equal(made.Id, (await town.CaseAsync(lead)).PetitionId);
    }

    [Theory, DatabaseData]
    public async Task The_accused_neither_sees_nor_handles_and_what_the_law_reviews_is_routed_there(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        var made = await As(town, town.Clerk, Clerks, Letter() with { AccusedStaffId = town.Director, Name = null, HasLegalWay = true });
        Assert.Empty((await As(town, town.Director, Directors, new ListPetitions(new PageRequest()))).Items);
        Assert.Empty(await As(town, town.Director, Directors, new GetWaitingCases()));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => As(town, town.Director, Directors, new LookAtPetition(Site, made.Id))));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => As(town, town.Director, Directors, new FindPetitionSite(made.Id))));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => As(town, town.Director, Directors, new AssignPetition(Site, made.Id, town.First))));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => As(town, town.Director, Directors, new RevealField("petition.phone", made.Id, Site, "核对电话"))));
        Assert.Equal("13912345678", (await As(town, town.Old, Directors, new RevealField("petition.phone", made.Id, Site, "核对电话"))).Value);
        Assert.Equal("ACCUSED_IS_HANDLER", await CaseTown.Code(() => As(town, town.Old, Directors, new AssignPetition(Site, made.Id, town.Director))));
        Assert.Empty(await town.Platform.SendAs(Places.County, Directors, new GetWaitingCases()));
        town.Platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([new WaitingCases(CaseWork.AssignPetition, 1, made.Id, Today)], await town.Platform.SendAs(Places.County, Directors, new GetWaitingCases()));
        await As(town, town.Old, Directors, new AssignPetition(Site, made.Id, town.First));
        Assert.Equal("ROUTE_TO_RECONSIDERATION", await CaseTown.Code(() => As(town, town.First, Clerks, new AnswerPetition(Site, made.Id, Today, true, null))));
        Assert.Equal("ROUTE_MISSING", await CaseTown.Code(() => As(town, town.First, Clerks, new AnswerPetition(Site, made.Id, Today, false, " "))));
        await As(town, town.First, Clerks, new AnswerPetition(Site, made.Id, Today, false, "可以申请行政复议"));
        Assert.Equal(PetitionState.Rerouted, Assert.Single((await As(town, town.First, Clerks, new ListPetitions(new PageRequest()))).Items).State);
        Assert.Empty((await As(town, town.First, Clerks, new ListPetitions(new PageRequest(), State: PetitionState.Received))).Items);
        var trail = await town.Platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().ToListAsync());
        Assert.Contains(trail, t => t.Outcome == "ACCUSED_IS_HANDLER");
        Assert.DoesNotContain(trail, t => t.Changes.Contains("反映窗口", StringComparison.Ordinal));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => town.Platform.SendAs(Places.Site(Places.SecondSite), Directors, new LookAtPetition(Places.SecondSite, made.Id))));
    }

    [Fact]
    public void A_petition_is_answered_before_it_is_concluded_and_extended_once_in_time() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 25], Gen.Int[0, 40]).List[3, 30].Sample(moves =>
        {
            var p = new Petition { ReceivedOn = Today, HandlerId = Keys.New(), HasLegalWay = moves.Count % 5 == 0 };
            var today = Today;
            foreach (var (step, days, bits) in moves)
            {
                today = today.AddDays(days);
                var day = today.AddDays(-(bits & 7));
                try
                {
                    switch (step)
                    {
                        case 0: PetitionRules.Answer(p, today, day, (bits & 1) == 0, (bits & 2) == 0 ? "复议" : ""); break;
                        case 1: PetitionRules.Extend(p, today, bits, day, (p.AnsweredOn ?? today).AddDays(60), "主任"); break;
                        case 2: PetitionRules.Conclude(p, today, day, "意见"); break;
                        case 3 or 4: PetitionRules.AskAgain(p, today, day, (p.ReviewedOn ?? p.ConcludedOn ?? today).AddDays(30)); break;
                        default: PetitionRules.AnswerAgain(p, today, day, "意见"); break;
                    }
                }
                catch (RefusalException)
                {
                }

                Assert.True(p.ConcludedOn is null || (p.AnsweredOn <= p.ConcludedOn && !p.HasLegalWay));
                Assert.InRange(p.ExtensionDays, 0, 30);
                Assert.True(p.ReviewAskedOn is null || p.ReviewAskedOn <= p.ConcludedOn?.AddDays(30));
                Assert.True(p.RecheckAskedOn is null || (p.ReviewedOn is not null && p.RecheckAskedOn <= p.ReviewedOn.Value.AddDays(30)));
                Assert.True(p.State != PetitionState.Rerouted || p.Route.Length > 0);
            }
        });

    private static RegisterPetition Letter() => new(Site, Today, PetitionChannel.Letter, PetitionTopic.Attitude, "信访人甲", "13912345678", "反映窗口办事拖延");

    private static Task<T> As<T>(CaseTown town, Guid staff, string[] permissions, MediatR.IRequest<T> request) => town.Platform.Sender.SendAs(
        new Actor(staff, "办理人", staff, Places.Site(Site), permissions.ToHashSet(), ActorChannel.Page), request);

    private static Task<IReadOnlyList<DeadlineRow>> DuesAsync(CaseTown town, Guid id) => town.Platform.Send(new GetDeadlines([Petition.RefOf(id)]));

    private static (string, DateOnly) Of(DeadlineRow row) => (row.RuleCode, row.Due);
}
