import {configShape} from './config-shapes.ts';
import type {Shape, Struct} from './go-shape.ts';

const strings: Shape = {list: 'string'};
const stringMap: Shape = {map: 'string'};

/** What a create and an update may say; an update knows the name, region and lease only to ignore them. */
const launch = {
	config: configShape,
	name: 'string',
	region: 'string',
	lease_ttl: 'int',
	lsvd: 'bool',
	skip_launch: 'bool',
	skip_secrets: 'bool',
	skip_service_registration: 'bool',
	min_secrets_version: 'int',
} as const;

/** The bodies that requests may carry, by the names that the API's errors use. */
export const requestShapes = {
	createApp: {
		struct: 'main.createAppRequest',
		fields: {
			name: 'string',
			app_name: 'string',
			org_slug: 'string',
			network: 'string',
			enable_subdomains: 'bool',
			idempotency_key: 'string',
		},
	},
	createMachine: {struct: 'main.createMachineRequest', fields: launch},
	updateMachine: {struct: 'main.updateMachineRequest', fields: {...launch, current_version: 'string'}},
	stop: {struct: 'main.stopRequest', fields: {signal: 'string', timeout: 'duration'}},
	signal: {struct: 'main.signalRequest', fields: {signal: 'any'}},
	metadata: {
		struct: 'main.updateMetadataRequest',
		fields: {metadata: stringMap, machine_version: 'string', updated_at: 'string'},
	},
	metadataValue: {struct: 'main.upsertMetadataKeyRequest', fields: {value: 'string', updated_at: 'string'}},
	exec: {struct: 'fly.MachineExecRequest', fields: {command: strings, cmd: 'string', stdin: 'string', timeout: 'int', container: 'string'}},
	memoryLimit: {struct: 'main.setMemoryLimitRequest', fields: {limit_mb: 'int'}},
	memoryReclaim: {struct: 'main.reclaimMemoryRequest', fields: {amount_mb: 'int'}},
	lease: {struct: 'main.createLeaseRequest', fields: {ttl: 'int', description: 'string'}},
} as const satisfies Readonly<Record<string, Struct>>;
