using GetXByY.Simulation;

return SimulationRun.Run(args);
