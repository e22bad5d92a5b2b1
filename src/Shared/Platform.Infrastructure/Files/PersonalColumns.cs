using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>
/// Least data (rights.md 7): a file that brings identity numbers, telephones or addresses for which its kind of list has no protected column is not
/// taken, not even to be ignored.
/// </summary>
public static class PersonalColumns
{
    private static readonly string[] Marks =
    [
        "身份证", "证件号", "公民身份", "电话", "手机", "联系方式", "联系号码", "住址", "地址", "户籍地", "居住地", "家庭住所", "银行卡", "银行账号",
        "idcard", "idnumber", "identity", "phone", "mobile", "telephone", "address",
    ];

    public static string? RefusalOf(string header)
    {
        var key = CellText.HeaderKey(header);
        return Marks.Any(m => key.Contains(m, StringComparison.Ordinal))
            ? $"文件里有“{header}”列。这份名册用不到它，不接收用不到的身份证号、电话、住址等个人信息。文件没有保存；请删除这一列后再导入。"
            : null;
    }
}
