using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Data;

internal sealed class AttendanceDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "att";
}

internal sealed class AttendanceDesignTime : DesignTimeFactory<AttendanceDbContext>;
