import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {GivenConfig} from '../store/drafts.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import {comeToRest, type RestWish} from './come-to-rest.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {againWhenLimited} from './limited.ts';
import type {MachineReader} from './machine-reader.ts';

export type GiveConfigOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly reader: MachineReader};

type How = Pick<RestWish, 'goal'> & {
	/** What is new, in words that follow `has`. */
	readonly what: string;
	/** Of the lease under which it happens. */
	readonly nonce: string;
	/** Is told when the API has taken it. */
	readonly onAccepted: () => void;
};

/** Sends the config; answers the instance id that the machine has with it, or why it has none. */
const send = async (
	{api, store, clock, reader}: GiveConfigOptions,
	{target, config, instanceId}: GivenConfig,
	nonce: string,
	signal: AbortSignal,
): Promise<{readonly instanceId: string | undefined} | Result> => {
	const label = target.name || target.id;
	const {app, id} = target;
	try {
		return await againWhenLimited(clock, signal, async () => {
			const requestedAtMs = clock.now();
			const machine = await api.updateMachine(app, id, {config, currentVersion: instanceId}, {nonce, signal});
			store.dispatch({type: 'machine-received', id, requestedAtMs, machine});
			return {instanceId: machine.instanceId};
		});
	} catch (error) {
		if (!isApiError(error) || !error.outcomeUnknown) {
			return {tone: 'error', text: `${label} was not changed: ${causeInWords(error)}.`};
		}

		const after = await reader.read(target, signal).catch(() => undefined);
		return after === undefined || after.instanceId === instanceId
			? {tone: 'error', text: `${label}: it is unknown whether it was changed: look at it before you try again. ${errorInWords(error)}`}
			: {instanceId: after.instanceId};
	}
};

/**
Gives a machine a config in the place of a version: sends it once, and follows the new version until it is at rest and its checks pass. Where
the answer never came, reading tells.
*/
export const giveConfig = async (
	options: GiveConfigOptions,
	given: GivenConfig,
	{what, goal, nonce, onAccepted}: How,
	signal: AbortSignal,
): Promise<Result> => {
	const {target} = given;
	const startedAtMs = options.clock.now();
	const sent = await send(options, given, nonce, signal);
	if ('tone' in sent) {
		return sent;
	}

	onAccepted();
	const {isOk, words} = await comeToRest(options, target, {goal, instanceId: sent.instanceId, startedAtMs}, signal);
	return {tone: isOk ? 'ok' : 'error', text: `${target.name || target.id} has ${what} ${words}.`};
};
