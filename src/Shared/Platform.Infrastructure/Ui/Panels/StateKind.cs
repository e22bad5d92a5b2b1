namespace Platform.Infrastructure.Ui;

/// <summary>Colour of a <see cref="StateBadge"/>.</summary>
public enum StateKind { Neutral, Good, Info, Warning, Bad }
