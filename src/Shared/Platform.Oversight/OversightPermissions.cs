namespace Platform.Oversight;

internal static class OversightPermissions
{
    public const string ViewDuties = "oversight.duties.view";
    public const string Excuse = "oversight.duties.excuse";
    public const string FileProof = "oversight.proofs.file";
    public const string SetDuties = "oversight.duties.set";
    public const string RecordStudy = "oversight.studies.record";
    public const string ViewMonths = "oversight.months.view";
    public const string CloseMonth = "oversight.months.close";
    public const string ManageChecks = "oversight.checks.manage";
    public const string Publish = "oversight.results.publish";
    public const string ManageSchemes = "oversight.schemes.manage";
    public const string Object = "oversight.results.object";
    public const string Decide = "oversight.objections.decide";
    public const string ManageRecipients = "oversight.recipients.manage";
    public const string ManageLetters = "oversight.letters.manage";
    public const string ProposeYearEnd = "oversight.year-end.propose";
    public const string ApproveYearEnd = "oversight.year-end.approve";
    public const string ViewResults = "oversight.results.view";
    public const string ViewFindings = "oversight.findings.view";
    public const string Assign = "oversight.findings.assign";
    public const string Correct = "oversight.findings.correct";
    public const string Recheck = "oversight.findings.recheck";
    public const string Inspect = "oversight.inspections.record";
    public const string ManageForms = "oversight.inspections.forms";
    public const string IssueNotices = "oversight.notices.issue";
    public const string ViewMeetings = "oversight.meetings.view";
    public const string WriteMinutes = "oversight.meetings.write";
    public const string HoldMeeting = "oversight.meetings.hold";
    public const string ViewTraining = "oversight.training.view";
    public const string RecordTraining = "oversight.training.record";

    /// <summary>Steps of runs. No role has it: only the platform itself works them off.</summary>
    public const string Work = "oversight.runs.work";
}
