using Platform.Host.Verbs;

return await PlatformCommand.RunAsync(args);
