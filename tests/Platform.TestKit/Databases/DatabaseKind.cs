namespace Platform.TestKit.Databases;

/// <summary>The databases a data test runs on.</summary>
public enum DatabaseKind { Sqlite, PostgreSql, SqlServer }
