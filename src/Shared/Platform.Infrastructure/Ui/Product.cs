namespace Platform.Infrastructure.Ui;

/// <summary>Name of the product on screen and paper.</summary>
public static class Product
{
    public const string Name = "乡镇人口与家庭服务工作平台";
}
