using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Coverage;

/// <summary>
/// What becomes of a clause. Served: a feature does what it says. Adjusted: a feature serves it in the form that the rights page allows.
/// Statement: it asks for no work. NotBuilt: deliberately left out. NotYet: all the rest, openly.
/// </summary>
internal enum CoverageState { Served, Adjusted, Statement, NotBuilt, NotYet }

/// <param name="Form">Null where the literal wording is followed.</param>
/// <param name="Features">Also those of the clause it repeats.</param>
internal sealed record CoveredClause(Clause Clause, CoverageState State, ClauseForm? Form, IReadOnlyList<Feature> Features);

/// <summary>Every clause of the duty documents beside the features that declare it. Made once from what the modules declare.</summary>
internal sealed class CoverageCatalog
{
    public CoverageCatalog(ModuleCatalog catalog)
        : this(new FeatureIndex(catalog).All())
    {
    }

    internal CoverageCatalog(IEnumerable<Feature> features)
    {
        var declared = features.SelectMany(f => f.Clauses.Distinct().Select(id => (Id: id, Feature: f))).ToLookup(x => x.Id, x => x.Feature);
        var forms = ClauseBook.Forms.SelectMany(f => f.Ids.Select(id => (id, f))).ToDictionary(x => x.id, x => x.f);
        Clauses =
        [
            .. from clause in ClauseBook.Clauses
               let form = forms.GetValueOrDefault(clause.Id)
               let serving = declared[clause.Id].Concat(declared[clause.DuplicateOf]).Distinct().ToList()
               select new CoveredClause(clause, StateOf(clause, form, serving.Count > 0), form, serving),
        ];
        Unknown = [.. declared.Select(d => d.Key).Except(Clauses.Select(c => c.Clause.Id)).Order(StringComparer.Ordinal)];
        Refused = [.. Clauses.Where(c => c is { State: CoverageState.NotBuilt, Features.Count: > 0 }).Select(c => c.Clause.Id)];
    }

    public IReadOnlyList<CoveredClause> Clauses { get; }

    /// <summary>Declared ids that no clause has; a test keeps it empty.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Clauses that are not built and that a feature claims all the same; a test keeps it empty.</summary>
    public IReadOnlyList<string> Refused { get; }

    public CoveredClause? Find(string id) => Clauses.FirstOrDefault(c => string.Equals(c.Clause.Id, id, StringComparison.OrdinalIgnoreCase));

    private static CoverageState StateOf(Clause clause, ClauseForm? form, bool served)
    {
        if (form is { Built: false })
        {
            return CoverageState.NotBuilt;
        }

        if (served)
        {
            return form is null ? CoverageState.Served : CoverageState.Adjusted;
        }

        return clause.Area == ClauseBook.StatementArea ? CoverageState.Statement : CoverageState.NotYet;
    }
}
