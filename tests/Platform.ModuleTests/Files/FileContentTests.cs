using System.Text;
using CsCheck;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

public class FileContentTests
{
    [Fact]
    public async Task Whatever_was_read_comes_back() => await Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 600]).SampleAsync(async (part, times) =>
    {
        byte[] bytes = [.. Enumerable.Repeat(part, times).SelectMany(p => p)];
        var read = await FileContent.ReadAsync(new MemoryStream(bytes), default);
        var kept = FileContent.OfKept(read.Kept, read.Length);
        Assert.True(kept.Kept.Length <= bytes.Length);
        Assert.Equal(bytes, kept.ToArray());
        Assert.Equal(bytes, kept.Blocks().SelectMany(b => b.ToArray()));
        Assert.Equal(bytes.Take(7), kept.Head(7));
    }, iter: 60);

    [Fact]
    public async Task A_long_table_takes_a_fifth_of_its_length_and_reads_the_same()
    {
        var text = string.Join('\n', Enumerable.Range(0, 30_000).Select(i => $"{i % 50:000},林晓梅,𠮷{i}").Prepend("工号,姓名,岗位"));
        foreach (var encoding in new[] { TextEncodings.Utf8, TextEncodings.Gb18030 })
        {
            var bytes = encoding.GetBytes(text);
            var content = await FileContent.ReadAsync(new MemoryStream(bytes), default);
            Assert.True(content.Kept.Length < bytes.Length / 4);
            var (packed, plain) = (TableReader.Open(content, Sheets.StaffColumns), TableReader.Open(bytes, Sheets.StaffColumns));
            Assert.Equal((plain.Format.Encoding, 30_000), (packed.Format.Encoding, packed.RoughRows));
            Assert.Equal(plain.Rows.Select(r => string.Join('|', r.Cells)), packed.Rows.Select(r => string.Join('|', r.Cells)));
        }
    }

    [Fact]
    public void A_character_across_two_blocks_is_no_fault()
    {
        var text = "工号,姓名\n" + string.Concat(Enumerable.Repeat("1,林晓梅\n", 20_000));
        for (var shift = 0; shift < 4; shift++)
        {
            var bytes = Encoding.UTF8.GetBytes(new string(' ', shift) + text);
            Assert.Equal(TextEncodings.Utf8, TextEncodings.Of(bytes));
            Assert.Equal(TextEncodings.Gb18030, TextEncodings.Of(TextEncodings.Gb18030.GetBytes(new string(' ', shift) + text)));
        }
    }
}
