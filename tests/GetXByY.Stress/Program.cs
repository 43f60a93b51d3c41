using GetXByY.Stress;

return StressRun.Run(args);
