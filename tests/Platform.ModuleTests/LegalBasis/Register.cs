using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.LegalBasis;
using Platform.LegalBasis.Domain;
using Platform.LegalBasis.Features.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.LegalBasis;

/// <summary>A platform with the register it brings along, and two editors of the county.</summary>
internal sealed class Register(TestPlatform platform) : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid First = new("0193517a-0000-7000-8000-0000000000a1");
    private static readonly Guid Second = new("0193517a-0000-7000-8000-0000000000a2");

    public TestPlatform Platform => platform;

    public static async Task<Register> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite) => new(await TestPlatform.StartAsync(kind));

    public Task<T> AsFirst<T>(IRequest<T> request, DivisionScope? scope = null) => As(First, "王丽", request, scope);

    public Task<T> AsSecond<T>(IRequest<T> request, DivisionScope? scope = null) => As(Second, "周敏", request, scope);

    public Task<BasisAnswer> Ask(string? basis, ActKind act, int place, DateOnly day) => platform.Send(new CheckLegalBasis(basis, act, place, day));

    public static InstrumentFields Fields(int territory, DateOnly? from = null, DateOnly? to = null, InstrumentLevel level = InstrumentLevel.NormativeDocument, string title = "样例规程") => new(
        title, "", "", "样例机关", level, territory, from ?? new DateOnly(2020, 1, 1), to, to is null ? Ending.None : Ending.Repealed, "", "", "样例公报", "", "");

    public static ProvisionFields Provides(string subject, params ActKind[] acts) => new("样例条文", acts, [], subject, null, null);

    /// <summary>A county document with one article, entered by the first and, where wanted, confirmed by the second.</summary>
    public async Task<Guid> AddAsync(string code, InstrumentFields fields, ProvisionFields provision, bool confirm)
    {
        var scope = fields.TerritoryId == 0 ? DivisionScope.Nation : fields.TerritoryId == 340_000_000 ? new DivisionScope(340_000_000, 340_000_000, 349_999_999) : Places.County;
        var id = await AsFirst(new AddInstrument(code, fields), scope);
        var article = await AsFirst(new AddProvision(id, "1", "", provision), scope);
        if (confirm)
        {
            await AsSecond(new ConfirmEntry(id, null, "对照公报原文"), scope);
            await AsSecond(new ConfirmEntry(id, article, "对照公报原文"), scope);
        }

        return id;
    }

    public static async Task<string> RefusedAsync(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private Task<T> As<T>(Guid account, string name, IRequest<T> request, DivisionScope? scope) => platform.Sender.SendAs(
        new Actor(
            account, name, Guid.Empty, scope ?? Places.County,
            new[] { LegalBasisPermissions.View, LegalBasisPermissions.Edit, LegalBasisPermissions.Confirm }.ToHashSet(), ActorChannel.Page),
        request);
}
