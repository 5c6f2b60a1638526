import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textAt} from '../../domain/json-reader.ts';
import {stringMapAt} from './machine-config.ts';
import type {CheckRecord, MachineState} from './machine-record.ts';

const checkNames = (config: JsonObject): readonly string[] => {
	const fromServices = objectsAt(config, 'services').flatMap((service, index) =>
		objectsAt(service, 'checks').map(check => {
			const port = numberAt(check, 'port') ?? numberAt(service, 'internal_port') ?? 0;
			return `servicecheck-${String(index).padStart(2, '0')}-${textAt(check, 'type') ?? 'tcp'}-${port}`;
		}),
	);
	return [...Object.keys(objectAt(config, 'checks')), ...fromServices];
};

/**
The results of the checks that a config defines, as they are in a state. Nothing is really connected to: a running machine passes all
of them but those that its metadata names in `simulate_failing_checks`, with commas between. Results that did not change keep their time.
*/
export const checksOf = (
	config: JsonObject,
	state: MachineState,
	before: readonly CheckRecord[],
	nowMs: number,
): readonly CheckRecord[] => {
	const failing = (stringMapAt(config, 'metadata').simulate_failing_checks ?? '').split(',');
	return checkNames(config).map(name => {
		const result = resultOf(state, failing.includes(name));
		const earlier = before.find(check => check.name === name);
		return {name, ...result, updatedAtMs: earlier?.status === result.status ? earlier.updatedAtMs : nowMs};
	});
};

const resultOf = (state: MachineState, fails: boolean): Pick<CheckRecord, 'status' | 'output'> => {
	if (state !== 'started') {
		return {status: 'warning', output: "the machine hasn't started"};
	}

	return fails ? {status: 'critical', output: 'connect: connection refused'} : {status: 'passing', output: 'Success'};
};
