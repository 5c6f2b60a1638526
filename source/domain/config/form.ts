import {mapValues, omit} from 'es-toolkit';
import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {type FieldId, type FormField, fieldEntries, fields} from './fields.ts';
import {configProblems, type Problem, problemText} from './problems.ts';

/** The texts of the form, by field. A field that is not there is left as it is. */
export type FormValues = Readonly<Partial<Record<FieldId, string>>>;

/** What a create call takes. */
export type CreateInput = {
	readonly name?: string;
	readonly region?: string;
	readonly config: JsonObject;
	readonly skipLaunch?: boolean;
	readonly leaseTtlSeconds?: number;
};

/** What is wrong, by field; under `config` what no field stands for. */
export type FormProblems = Readonly<Partial<Record<FieldId | 'config', readonly string[]>>>;

export type FormResult =
	| {readonly ok: true; readonly input: CreateInput; readonly warnings: readonly string[]}
	| {readonly ok: false; readonly problems: FormProblems};

const valueAt = (body: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined => {
	if (key === undefined) {
		return body;
	}

	return isJsonObject(body) && Object.hasOwn(body, key) ? valueAt(body[key], rest) : undefined;
};

/** The body with a value at a path; without a value, the path is taken out with the objects that it leaves empty. */
const withValueAt = (body: JsonObject, [key = '', ...rest]: readonly string[], value: Json | undefined): JsonObject => {
	const inner = body[key];
	const next = rest.length === 0 ? value : withValueAt(isJsonObject(inner) ? inner : {}, rest, value);
	const isEmpty = next === undefined || (value === undefined && isJsonObject(next) && Object.keys(next).length === 0);
	// An old key keeps its place.
	return isEmpty ? omit(body, [key]) : {...body, [key]: next};
};

/** The texts of the form for a config: to clone a machine, or empty for a new one from `{}`. */
export const formFrom = (config: JsonObject, name = '', region = ''): Readonly<Record<FieldId, string>> => {
	const body: JsonObject = {name, region, config};
	return mapValues(fields, ({path, format}) => format(valueAt(body, path)));
};

type Read = {readonly body: JsonObject; readonly problems: FormProblems};

const readField = ({body, problems}: Read, [id, {label, path, parse}]: readonly [FieldId, FormField], text: string): Read => {
	const before = valueAt(body, path);
	const parsed = parse(text, before);
	if (!parsed.ok) {
		return {body, problems: {...problems, [id]: [`${label} ${parsed.problem}`]}};
	}

	return parsed.value === before ? {body, problems} : {body: withValueAt(body, path, parsed.value), problems};
};

/** The field that a problem of the config belongs to: the one whose path leads to it. */
const fieldOf = (problem: Problem): FieldId | undefined =>
	fieldEntries.find(([, {path}]) => {
		const [top, ...rest] = path;
		const own = rest.join('.');
		return top === 'config' && (problem.path === own || problem.path.startsWith(`${own}.`) || problem.path.startsWith(`${own}[`));
	})?.[0];

const byField = (problems: readonly Problem[]): FormProblems => {
	const groups = Map.groupBy(problems, problem => fieldOf(problem) ?? 'config');
	return Object.fromEntries([...groups].map(([id, group]) => [id, group.map(problem => sentenceOf(problem, id))]));
};

const sentenceOf = (problem: Problem, id: FieldId | 'config'): string => {
	const field = id === 'config' ? undefined : fields[id];
	return field !== undefined && `config.${problem.path}` === field.path.join('.')
		? `${field.label} ${problem.message}`
		: problemText(problem);
};

const inputOf = ({name, region, config, skip_launch: skipLaunch, lease_ttl: leaseTtlSeconds}: JsonObject): CreateInput => ({
	config: isJsonObject(config) ? config : {},
	...(typeof name === 'string' ? {name} : {}),
	...(typeof region === 'string' ? {region} : {}),
	...(typeof skipLaunch === 'boolean' ? {skipLaunch} : {}),
	...(typeof leaseTtlSeconds === 'number' ? {leaseTtlSeconds} : {}),
});

/** What a form says as far as it can be read, and what of it cannot be. */
export type FormReading = {readonly input: CreateInput; readonly problems: FormProblems};

/**
What the form says, put on top of `base`, the config of the machine to clone: a field left as `formFrom` made it keeps what `base` has
there. Mistakes come with the field that they belong to.
*/
export const readForm = (values: FormValues, base?: JsonObject): FormReading => {
	const {body, problems} = fieldEntries.reduce<Read>(
		(read, entry) => {
			const text = values[entry[0]];
			return text === undefined ? read : readField(read, entry, text);
		},
		{body: {config: base ?? {}}, problems: {}},
	);
	return {input: inputOf(body), problems};
};

/** What a form comes to. What `accepted` itself has, the API has taken before, and is only warned of. */
export const judgeForm = ({input, problems}: FormReading, accepted?: JsonObject): FormResult => {
	const found = configProblems(input.config, accepted);
	const errors = {...byField(found.filter(({severity}) => severity === 'error')), ...problems};
	const warnings = found.filter(({severity}) => severity === 'warning').map(problemText);
	return Object.keys(errors).length === 0 ? {ok: true, input, warnings} : {ok: false, problems: errors};
};

/** The same at once, where `base` is a config that the API has taken. */
export const configFrom = (values: FormValues, base?: JsonObject): FormResult => judgeForm(readForm(values, base), base);

/** The text of a field as it may be shown while it is not typed in: secrets in it are masked. */
export const shownText = (id: FieldId, text: string, base?: JsonObject): string => {
	const {path, format, parse} = fields[id];
	const parsed = parse(text, valueAt({config: base ?? {}}, path));
	return parsed.ok ? format(parsed.value) : text;
};
