import {homedir} from 'node:os';
import packageJson from '../package.json' with {type: 'json'};
import {type CommandLine, type ReadCommandLine, readCommandLine} from './command-line.ts';
import {parseSpan} from './domain/span.ts';
import {exitCodes} from './exit-codes.ts';
import {isAct, isResourceCommand} from './flags.ts';
import {type Given, localOptionsOf, misplacedIn, numberOf, textOf} from './given.ts';
import {print} from './print.ts';
import {readTextFile} from './read-text-file.ts';
import {refuse, tellRefusal} from './refuse.ts';

const userAgent = `flydeck/${packageJson.version}`;

const spanOf = (given: Given): number | undefined => parseSpan(textOf(given, 'since') ?? '');

const dayMs = 86_400_000;

const serveLocal = async (given: Given): Promise<number> => {
	const recording = textOf(given, 'replay');
	if (recording !== undefined) {
		const {serveReplay} = await import('./serve-replay.ts');
		return serveReplay({
			file: recording,
			port: numberOf(given, 'port', 0),
			speed: numberOf(given, 'speed', 1),
			keepsTimes: given.has('keep-times'),
			token: textOf(given, 'token'),
			address: textOf(given, 'listen'),
		});
	}

	const {serve} = await import('./serve.ts');
	const realism = textOf(given, 'realism');
	return serve({
		...localOptionsOf(given),
		token: textOf(given, 'token'),
		stateDirectory: textOf(given, 'state-dir'),
		realism: realism === 'none' || realism === 'hostile' ? realism : 'typical',
		limits: !given.has('no-limits'),
		faultsFile: textOf(given, 'faults'),
		address: textOf(given, 'listen'),
	});
};

/** Reads the journal alone: it needs no token, and no configuration that could be wrong. */
const tellHistory = async ({given, words}: CommandLine): Promise<number> => {
	const [{history}, {resolveStateDirectory}] = await Promise.all([import('./history.ts'), import('./config.ts')]);
	return history({
		stateDirectory: resolveStateDirectory({environment: process.env, homeDirectory: homedir()}),
		machine: words[0] ?? '',
		spanMs: spanOf(given) ?? dayMs,
		filterText: textOf(given, 'filter') ?? '',
		isJson: given.has('json'),
	});
};

/** Needs no token, and no configuration that could be wrong. */
const playRecording = async ({given, words}: CommandLine): Promise<number> => {
	const [{replayFile}, {resolveStateDirectory}] = await Promise.all([import('./open-screen.ts'), import('./config.ts')]);
	return replayFile(words[0] ?? '', {
		userAgent,
		stateDirectory: resolveStateDirectory({environment: process.env, homeDirectory: homedir()}),
		journal: !given.has('no-journal'),
	});
};

const look = async ({command, given, words, inner}: CommandLine): Promise<number> => {
	const {resolveConfig} = await import('./config.ts');
	const resolved = await resolveConfig({
		flags: {
			app: given.get('app'),
			org: textOf(given, 'org'),
			token: textOf(given, 'token'),
			apiUrl: textOf(given, 'api-url'),
			local: given.has('local'),
			interval: textOf(given, 'interval'),
			noJournal: given.has('no-journal'),
			bell: given.has('bell'),
			readOnly: given.has('read-only'),
			protect: given.get('protect'),
			allowPlainHttp: given.has('allow-plain-http'),
		},
		environment: process.env,
		homeDirectory: homedir(),
		workingDirectory: process.cwd(),
		readFile: readTextFile,
	});
	const isJson = given.has('json');
	const problems = resolved.ok ? misplacedIn(given, resolved.config.connection) : resolved.problems;
	if (!resolved.ok || problems.length > 0) {
		return refuse(exitCodes.usage, problems.join('\n'));
	}

	const {config} = resolved;
	const isPrinted = command === 'list' || isJson || !process.stdout.isTTY;
	if (config.connection.kind === 'remote' && config.connection.isExposed) {
		const {refusePlainHttp} = await import('./plain-http.ts');
		await refusePlainHttp(config.connection.baseUrl, (command === 'screen' || command === 'record') && !isPrinted);
	}

	const localOptions = localOptionsOf(given);
	const consent = {isYes: given.has('yes'), confirm: textOf(given, 'confirm')};
	const settings = {config, localOptions, userAgent, isJson};
	const filterText = textOf(given, 'filter');
	if (command === 'logs') {
		const {logs} = await import('./logs.ts');
		return logs({
			...settings,
			words: [...words, ...inner],
			isFollowed: given.has('follow'),
			spanMs: spanOf(given),
			filterText: filterText ?? '',
		});
	}

	if (isResourceCommand(command)) {
		const [{resources}, {deedFlags}] = await Promise.all([import('./resources.ts'), import('./headless/deeds.ts')]);
		const said = deedFlags.flatMap(flag => (given.has(flag) ? [[flag, textOf(given, flag) ?? ''] as const] : []));
		return resources({...settings, written: {kind: command, words: [...words, ...inner], given: new Map(said)}, consent, filterText});
	}

	if (isAct(command)) {
		const [{act}, {stdinPath}] = await Promise.all([import('./act.ts'), import('./config-files.ts')]);
		return act({
			...settings,
			written: {
				command,
				words,
				inner,
				signal: textOf(given, 'signal'),
				timeoutSeconds: given.has('timeout') ? numberOf(given, 'timeout', 0) : undefined,
				waitFor: textOf(given, 'wait-for'),
				image: textOf(given, 'image'),
				isForced: given.has('force'),
				file: textOf(given, 'file')?.replace(/^-$/, stdinPath),
				version: textOf(given, 'version'),
				owner: textOf(given, 'owner'),
				name: textOf(given, 'name'),
				region: textOf(given, 'region'),
				isLaunched: !given.has('skip-launch'),
			},
			parallel: numberOf(given, 'parallel', 1),
			consent,
		});
	}

	if (command === 'record') {
		const {recordTo} = await import('./open-screen.ts');
		return recordTo(words[0] ?? '', given.has('force'), {config, localOptions, userAgent});
	}

	if (isPrinted) {
		const {list} = await import('./list.ts');
		return list({...settings, filterText: filterText ?? ''});
	}

	const [{connect, placeOf, secretsOf}, {openScreen}, {openListThread}] = await Promise.all([
		import('./connect.ts'),
		import('./open-screen.ts'),
		import('./reading/list-thread.ts'),
	]);
	return openScreen({
		config,
		secrets: secretsOf(config.connection),
		place: placeOf(config.connection),
		filter: filterText,
		hasSavedViews: !given.has('no-views'),
		connect: (observe, tell) => connect(config, localOptions, userAgent, observe, undefined, openListThread(tell)),
	});
};

const obey = async (line: ReadCommandLine): Promise<number> => {
	switch (line.kind) {
		case 'wrong':
			return refuse(exitCodes.usage, line.problems.join('\n'));
		case 'help': {
			const {helpOf, helpText} = await import('./help-text.ts');
			await print(line.command === undefined ? helpText : helpOf(line.command));
			return exitCodes.ok;
		}

		case 'version':
			return (await import('./version.ts')).run();
		case 'run':
			if (line.command === 'history') {
				return tellHistory(line);
			}

			if (line.command === 'replay') {
				return playRecording(line);
			}

			return line.command === 'serve' ? serveLocal(line.given) : look(line);
	}
};

/**
Runs flydeck with the arguments of a command line; answers the exit code. What goes wrong is told here, and with `--json` printed.

@throws Error with a sentence when the output is lost
*/
export const run = (argv: readonly string[]): Promise<number> =>
	obey(readCommandLine(argv)).catch(async (error: unknown) => {
		const {jsonVerbOf} = await import('./json-verb.ts');
		return tellRefusal(error, jsonVerbOf(argv));
	});
