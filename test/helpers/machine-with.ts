import type {JsonObject} from '../../source/domain/json.ts';
import type {MachineRecord} from '../../source/local/fleet/machine-record.ts';

/** A machine as far as its processes look at it. */
export const machineWith = (config: JsonObject, changes: Partial<MachineRecord> = {}): MachineRecord => ({
	id: '1234567890abcd',
	app: 'web',
	name: 'quiet-river-1',
	region: 'fra',
	privateIp: 'fdaa:0:1:a7b:a:b:c:2',
	instanceId: 'version-1',
	state: 'started',
	restState: 'started',
	config: {image: 'nginx', ...config},
	checks: [],
	createdAtMs: 0,
	updatedAtMs: 0,
	events: [],
	lease: undefined,
	imageReady: true,
	willRun: true,
	restartTimesMs: [],
	cordoned: false,
	skipsSecrets: false,
	memoryLimitMb: undefined,
	...changes,
});

/** A config that runs a shell script. */
export const shell = (script: string): JsonObject => ({init: {exec: ['sh', '-c', script]}});
