import {Ajv} from 'ajv';
import {isJsonObject, type Json, type JsonObject} from '../../source/domain/json.ts';
import {objectAt} from '../../source/domain/json-reader.ts';
import {type Operation, operationAt, operationName, schemasOfDocument} from './openapi-document.ts';

/** What real answers and the samples of the official docs hold as null, although the document has no word for null. */
const nullable = new Set([
	'incomplete_config',
	'config',
	'force_instance_key',
	'attached_machine_id',
	'attached_alloc_id',
	'request',
	'rate_limited_until',
	'issuer',
]);

/** Properties that are newer than the document, or that it forgot though the docs' samples have them, by schema. */
const newer: Readonly<Record<string, readonly string[]>> = {
	App: ['network_cidr', 'cname_target', 'app_role'],
	AppSecretsUpdateResp: ['version'],
	IPAssignment: ['egress', 'network'],
	Machine: ['cordoned', 'lease', 'host_features', 'version'],
	OrgVolume: ['host_dedication_key'],
	Volume: ['updated_at', 'host_dedication_key'],
	'fly.MachineService': ['force_instance_key'],
	'main.regionRow': ['mpg_available'],
};

/** Properties without which an answer would be of no use; the document requires nothing at all. */
const required: Readonly<Record<string, readonly string[]>> = {
	App: ['id', 'name', 'status', 'organization'],
	AppSecret: ['name', 'digest'],
	CertificateDetail: ['hostname', 'status'],
	CreateAppResponse: ['token'],
	CurrentTokenResponse: ['tokens'],
	ErrorResponse: ['error'],
	IPAssignment: ['ip', 'shared'],
	Lease: ['nonce', 'expires_at', 'owner', 'version'],
	ListAppsResponse: ['total_apps', 'apps'],
	Machine: ['id', 'name', 'state', 'region', 'instance_id', 'private_ip', 'config', 'created_at', 'updated_at', 'events', 'host_status'],
	MachineEvent: ['id', 'type', 'status', 'source', 'timestamp'],
	MachineVersion: ['version', 'user_config'],
	OrgMachine: ['id', 'app_name', 'name', 'state', 'region'],
	OrgMachinesResponse: ['machines', 'last_machine_id', 'last_updated_at'],
	OrgVolumesResponse: ['volumes', 'last_volume_id', 'last_updated_at'],
	ProcessStat: ['pid', 'command'],
	SecretKey: ['name', 'type'],
	Volume: ['id', 'name', 'state', 'size_gb', 'region'],
	VolumeSnapshot: ['id', 'status', 'created_at'],
	WaitMachineResponse: ['ok', 'state'],
	'main.memoryResponse': ['limit_mb'],
	'main.regionResponse': ['nearest', 'regions'],
};

const okTrue: JsonObject = {type: 'object', required: ['ok'], properties: {ok: {const: true}}, additionalProperties: false};

const inEnvelope = (data: JsonObject): JsonObject => ({
	type: 'object',
	required: ['status', 'data'],
	properties: {status: {const: 'success'}, data},
	additionalProperties: false,
});

const app: JsonObject = {type: 'object', required: ['id', 'created_at'], properties: {id: {type: 'string'}, created_at: {type: 'integer'}}};

const started: JsonObject = {
	type: 'object',
	required: ['previous_state'],
	properties: {previous_state: {type: 'string'}, migrated: {type: 'boolean'}, new_host: {type: 'string'}},
	additionalProperties: false,
};

const machine = '/apps/{app_name}/machines/{machine_id}';

/** The successes of which the document says nothing, or something else than what is on the wire. */
const corrections: Readonly<Record<string, JsonObject>> = {
	'POST /apps': app,
	[`POST ${machine}/start`]: started,
	...Object.fromEntries(['stop', 'restart', 'suspend', 'signal', 'cordon', 'uncordon'].map(verb => [`POST ${machine}/${verb}`, okTrue])),
	[`DELETE ${machine}`]: okTrue,
	[`GET ${machine}/lease`]: inEnvelope({$ref: '#/components/schemas/Lease'}),
	[`POST ${machine}/lease`]: inEnvelope({$ref: '#/components/schemas/Lease'}),
	[`DELETE ${machine}/lease`]: inEnvelope(okTrue),
	'POST /apps/{app_name}/volumes/{volume_id}/snapshots': {type: 'object', minProperties: 1},
};

const nullToo = (schema: Json): Json => ({anyOf: [{type: 'null'}, schema]});

/** A schema that also refuses what nobody knows, and that knows what is known beside the document. */
const strict = (schema: Json, name = ''): Json => {
	if (Array.isArray(schema)) {
		return schema.map(item => strict(item));
	}

	if (!isJsonObject(schema)) {
		return schema;
	}

	// The document types references to texts as objects; the reference says what they are.
	const {type, properties, ...rest} = schema;
	const kept = 'allOf' in rest ? rest : {...rest, ...(type === undefined ? {} : {type})};
	const inner = Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, strict(value ?? null)]));
	if (!isJsonObject(properties)) {
		return inner;
	}

	const known = Object.entries(properties).map(([key, value]) => {
		const property = strict(value ?? null);
		return [key, nullable.has(key) ? nullToo(property) : property] as const;
	});
	const added = (newer[name] ?? []).map(key => [key, {}] as const);
	return {
		additionalProperties: false,
		...inner,
		properties: Object.fromEntries([...known, ...added]),
		required: required[name] ?? schema.required ?? [],
	};
};

const schemas = Object.fromEntries(Object.entries(schemasOfDocument).map(([name, schema]) => [name, strict(schema ?? null, name)]));

// `example` and other words that are not JSON Schema's are everywhere in such documents.
const ajv = new Ajv({strict: false, allErrors: true}).addSchema({$id: 'document', components: {schemas}});

const responseOf = (operation: Operation, status: number): JsonObject | undefined => {
	const response = objectAt(operationAt(operation), 'responses')[String(status)];
	return isJsonObject(response) ? response : undefined;
};

const schemaOf = (operation: Operation, response: JsonObject): JsonObject | undefined => {
	const correction = corrections[operationName(operation)];
	if (correction !== undefined) {
		return correction;
	}

	const content = objectAt(response, 'content');
	const schema = strict(objectAt(Object.values(content).find(isJsonObject) ?? {}, 'schema'));
	return isJsonObject(schema) && Object.keys(schema).length > 0 ? schema : undefined;
};

const parse = (text: string): Json | undefined => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** What is wrong with a successful answer, by the document and the tables above; nothing when it is as it should be. */
export const validateAnswer = (operation: Operation, status: number, text: string): readonly string[] => {
	const response = responseOf(operation, status);
	if (response === undefined) {
		return [`status ${status} is not in the document: ${text.slice(0, 200)}`];
	}

	const schema = schemaOf(operation, response);
	if (schema === undefined) {
		return text === '' ? [] : [`the document has no body for it, and there is one: ${text.slice(0, 200)}`];
	}

	const value = parse(text);
	if (value === undefined) {
		return [`no JSON: ${text.slice(0, 200)}`];
	}

	const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')));
	return validate(value)
		? []
		: (validate.errors ?? []).map(({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`);
};
