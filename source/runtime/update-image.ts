import {imageRefusal} from '../domain/image.ts';
import {legalityOf} from '../domain/legality.ts';
import {isTransient} from '../domain/lifecycle.ts';
import {updateGoal} from '../domain/update-goal.ts';
import type {Order} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import type {Result} from './action-result.ts';
import {type CarryOutHow, changedMeanwhile} from './call-order.ts';
import {type GiveConfigOptions, giveConfig} from './give-config.ts';
import {readPresentConfig} from './present-config.ts';

/**
Gives a machine another image, under a lease: reads the machine and its config again and sends the config to the letter with that image in it, in
the place of the version that was read.

@throws ApiError when the machine cannot be read; nothing was sent then
*/
export const updateImage = async (
	options: GiveConfigOptions,
	{image = ''}: Order,
	target: Target,
	{isOneOfMany, nonce, onAccepted}: CarryOutHow,
	signal: AbortSignal,
): Promise<Result> => {
	const label = target.name || target.id;
	const before = await options.reader.read(target, signal);
	const state = before?.state ?? 'destroyed';
	if (!legalityOf('update', state).legal || (isOneOfMany && isTransient(state))) {
		return changedMeanwhile(target, before);
	}

	const present = await readPresentConfig(options.api, target, signal);
	if (!present.ok || nonce === undefined) {
		const why = present.ok ? `${label}: its host could not be asked for a lease.` : present.why;
		return {tone: 'error', text: `${why} Nothing was sent.`};
	}

	const refusal = imageRefusal(present.config, image);
	if (refusal !== undefined) {
		return {tone: 'warning', text: `${label} ${refusal}: nothing was done.`, isSkipped: true};
	}

	const given = {target, config: {...present.config, image}, instanceId: present.instanceId};
	const result = await giveConfig(options, given, {what: image, goal: updateGoal(state), nonce, onAccepted}, signal);
	return {...result, given};
};
