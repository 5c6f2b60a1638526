import {isAbsolute, join} from 'node:path';
import {createRedact} from './api/secrets.ts';
import {appOfDirectory, namedApps} from './config/apps.ts';
import {givenBaseUrl, resolveBaseUrl} from './config/base-url.ts';
import {withDotEnv} from './config/dot-env.ts';
import {foreignAddressProblem} from './config/foreign-address.ts';
import {resolveInterval} from './config/interval.ts';
import {isExposedAt} from './config/plain-http.ts';
import {resolveProtection} from './config/protection.ts';
import {found, type Result, wrong} from './config/result.ts';
import {type Environment, firstFilled, type Surroundings} from './config/surroundings.ts';
import {resolveSwitch} from './config/switches.ts';
import {resolveToken, tokenVariables} from './config/token.ts';
import type {ProtectedPattern} from './domain/protection.ts';
import {printable} from './domain/text.ts';

/** The flags of the command line that flydeck's settings are made of. */
export type Flags = {
	readonly token?: string | undefined;
	/** Given once or more; each may be a comma list. */
	readonly app?: readonly string[] | undefined;
	readonly org?: string | undefined;
	readonly apiUrl?: string | undefined;
	readonly local: boolean;
	/** Time between two polls: `5`, `5s`, `2500ms`. */
	readonly interval?: string | undefined;
	readonly noJournal?: boolean | undefined;
	readonly bell?: boolean | undefined;
	readonly readOnly?: boolean | undefined;
	readonly allowPlainHttp?: boolean | undefined;
	/** Given once or more; each may be a comma list. */
	readonly protect?: readonly string[] | undefined;
};

export type Connection =
	| {
			readonly kind: 'remote';
			/** Without a trailing slash. */
			readonly baseUrl: string;
			readonly token: string;
			/** Where the token came from, in words; never the token. */
			readonly tokenSource: string;
			/** Whether the token could be read on its way, and nobody has said that it may. */
			readonly isExposed: boolean;
	  }
	| {
			readonly kind: 'local';
			/** False: it is there only because there is no token. */
			readonly isAskedFor: boolean;
	  };

export type Config = {
	readonly connection: Connection;
	/** The apps to show; none means all apps of the organization. */
	readonly apps: readonly string[];
	/** The slug of the organization. */
	readonly organization: string;
	/** Time between two polls in ms, where the user chose one. */
	readonly intervalMs: number | undefined;
	readonly stateDirectory: string;
	/** Whether what happens is kept on disk. */
	readonly journal: boolean;
	/** Whether the bell tells of new trouble from the beginning. */
	readonly bell: boolean;
	/** Whether no request may change anything. */
	readonly isReadOnly: boolean;
	/** What is changed only after words were typed for it. */
	readonly protection: readonly ProtectedPattern[];
};

export type ConfigInput = Surroundings & {readonly flags: Flags};

export type ConfigResult = {readonly ok: true; readonly config: Config} | {readonly ok: false; readonly problems: readonly string[]};

const defaultOrganization = 'personal';

/** What looks like a token of Fly.io, wherever somebody put it by mistake. */
const tokenShape = /f(?:m\d[a-z]?|o\d)_[\w+/=.,-]+/g;

const resolveConnection = async (flags: Flags, surroundings: Surroundings, own: Environment): Promise<readonly Result<Connection>[]> => {
	if (flags.local) {
		return [found({kind: 'local', isAskedFor: true})];
	}

	const baseUrl = resolveBaseUrl(flags.apiUrl, surroundings.environment);
	const token = await resolveToken(flags.token, surroundings);
	const isAllowed = resolveSwitch(flags.allowPlainHttp, 'FLYDECK_ALLOW_PLAIN_HTTP', surroundings.environment);
	if (!baseUrl.ok || !token.ok || !isAllowed.ok) {
		return [baseUrl, token, isAllowed].filter(result => !result.ok);
	}

	if (token.value === undefined) {
		// Whoever names an address means that address: the demo in its place would be taken for it.
		const chosen = givenBaseUrl(flags.apiUrl, surroundings.environment);
		return [
			chosen === undefined
				? found({kind: 'local', isAskedFor: false})
				: wrong(`${chosen.name} names ${baseUrl.value}, but there is no token for it. Set FLY_API_TOKEN, or use --local for the demo.`),
		];
	}

	const {environment} = surroundings;
	const foreign = foreignAddressProblem({baseUrl: baseUrl.value, flags, own, environment});
	if (foreign !== undefined) {
		return [wrong(`${givenBaseUrl(flags.apiUrl, environment)?.name} ${foreign}`)];
	}

	return [
		found({
			kind: 'remote',
			baseUrl: baseUrl.value,
			token: token.value.token,
			tokenSource: token.value.source,
			isExposed: !isAllowed.value && isExposedAt(baseUrl.value),
		}),
	];
};

const resolveApps = async (
	flags: Flags,
	connection: Connection | undefined,
	surroundings: Surroundings,
): Promise<Result<readonly string[]>> => {
	const named = namedApps(flags.app, surroundings);
	// The local server knows nothing of the app that the working directory belongs to.
	return named.length > 0 || connection?.kind !== 'remote' ? found(named) : appOfDirectory(surroundings);
};

/** Where flydeck keeps what it keeps. */
export const resolveStateDirectory = ({environment, homeDirectory}: Pick<Surroundings, 'environment' | 'homeDirectory'>): string => {
	const given = environment.XDG_STATE_HOME ?? '';
	return join(isAbsolute(given) ? given : join(homeDirectory, '.local', 'state'), 'flydeck');
};

/**
flydeck's settings out of flags, environment and files, or every problem with them as a sentence for the user. Token, app and
organization are found as flyctl finds them. No sentence holds a token.
*/
export const resolveConfig = async ({flags, ...given}: ConfigInput): Promise<ConfigResult> => {
	const surroundings = {...given, environment: withDotEnv(given)};
	const {environment} = surroundings;
	const connections = await resolveConnection(flags, surroundings, given.environment);
	const [connection] = connections;
	const apps = await resolveApps(flags, connection?.ok === true ? connection.value : undefined, surroundings);
	const interval = resolveInterval(flags.interval);
	const readOnly = resolveSwitch(flags.readOnly, 'FLYDECK_READ_ONLY', environment);
	const protection = resolveProtection(flags.protect, environment);
	if (connection?.ok !== true || !apps.ok || !interval.ok || !readOnly.ok || !protection.ok) {
		const tokens = [flags.token, ...tokenVariables.map(name => environment[name])];
		const redact = createRedact(tokens);
		const problems = [...connections, apps, interval, readOnly, protection].flatMap(result => (result.ok ? [] : [result.problem]));
		return {ok: false, problems: problems.map(problem => redact(problem).replace(tokenShape, '[secret]'))};
	}

	return {
		ok: true,
		config: {
			connection: connection.value,
			apps: apps.value,
			organization: printable(
				flags.org?.trim() || (firstFilled(environment, ['FLY_ORG', 'FLY_ORGANIZATION'])?.value ?? defaultOrganization),
			),
			intervalMs: interval.value,
			stateDirectory: resolveStateDirectory(surroundings),
			journal: flags.noJournal !== true,
			bell: flags.bell === true,
			isReadOnly: readOnly.value,
			protection: protection.value,
		},
	};
};
