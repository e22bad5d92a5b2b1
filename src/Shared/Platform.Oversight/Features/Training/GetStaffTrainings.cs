using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Staff;

namespace Platform.Oversight.Features.Training;

internal sealed class GetStaffTrainingsHandler(TrainingBook book) : IRequestHandler<GetStaffTrainings, IReadOnlyList<StaffTraining>>
{
    public async Task<IReadOnlyList<StaffTraining>> Handle(GetStaffTrainings request, CancellationToken cancellationToken)
    {
        var lines = await book.Lines(new TrainingFilter(request.From, request.To, StaffIds: [.. request.StaffIds.Distinct()], Void: false)).ToListAsync(cancellationToken);
        return
        [
            .. lines.OrderByDescending(l => l.HeldOn).ThenBy(l => l.Topic, StringComparer.Ordinal)
                .Select(l => new StaffTraining(l.StaffId, l.HeldOn, l.Topic, l.Hours, TrainingRules.Of(l.Kind))),
        ];
    }
}
