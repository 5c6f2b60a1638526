/**
A line of a log as `flydeck logs --json` prints it, one document a line. Its keys are written as those of the Machines API; what is not known
is null and never left out.

	{"timestamp", "app", "machine", "name", "region", "level", "provider", "message"}
*/
import {logLineInFile} from '../domain/logs/log-rows.ts';
import type {Machine} from '../domain/machine.ts';
import type {LogLine} from '../domain/resources/log-line.ts';

/** Whose lines are printed, and how. */
export type LogPrint = {
	readonly machines: ReadonlyMap<string, Pick<Machine, 'app' | 'name'>>;
	readonly isJson: boolean;
};

const lineJson = (line: LogLine, machine: Pick<Machine, 'app' | 'name'> | undefined): string =>
	JSON.stringify({
		timestamp: line.timestampMs === undefined ? null : new Date(line.timestampMs).toISOString(),
		app: machine?.app ?? null,
		machine: line.instance,
		name: machine?.name ?? null,
		region: line.region,
		level: line.level,
		provider: line.provider,
		message: line.message,
	});

/** A line of a log as it is printed: after the name of its machine, where there are several. */
export const printedLine = (line: LogLine, {machines, isJson}: LogPrint): string => {
	const machine = machines.get(line.instance);
	if (isJson) {
		return lineJson(line, machine);
	}

	return machines.size > 1 ? `${machine?.name || line.instance}: ${logLineInFile(line)}` : logLineInFile(line);
};
