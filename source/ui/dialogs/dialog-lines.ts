import {waitStates} from '../../commands/machine.ts';
import {leaseChoices} from '../../commands/modes/lease.ts';
import {completionsFor} from '../../commands/prompt.ts';
import {type Line, labelled, plain} from '../../domain/details/line.ts';
import {stateRow} from '../../domain/lifecycle.ts';
import {formatAge, formatCountdown} from '../../domain/time.ts';
import {verbs} from '../../domain/verbs.ts';
import {selectLease} from '../../store/selectors.ts';
import type {Mode, State, Target} from '../../store/state.ts';

/** What a dialog shows; undefined in the modes that have none. */
export type DialogText = {readonly title: string; readonly lines: readonly Line[]};

const cursor = '█';

const targetLines = ({id, app, name, state, sinceMs}: Target, nowMs: number): readonly Line[] => [
	labelled('machine', `${name}  ${id}`),
	labelled('app', app),
	labelled('state', `${state}${sinceMs === undefined ? '' : ` for ${formatAge(nowMs - sinceMs)}`}`, stateRow(state).tone),
];

const confirmText = (state: State, {confirmation, typed}: Mode & {readonly kind: 'confirm'}): DialogText => {
	const {verb, target, ask} = confirmation;
	const feed = state.feeds.get(target.app);
	const dataAge =
		feed?.answeredAtMs === undefined ? 'unknown' : `${formatAge(state.nowMs - feed.answeredAtMs)} old; it is read again before the act`;
	const question: readonly Line[] =
		ask.kind === 'yes'
			? [[{text: `${verbs[verb].verb} it? `, isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}]]
			: [
					[{text: `Type ${ask.hint} to ${verb === 'stop' ? 'stop' : 'delete it for good'}: `}, {text: ask.expected, isStrong: true}],
					[{text: '> '}, {text: typed}, {text: cursor}],
				];
	const warning: readonly Line[] = verb === 'force-delete' ? [[{text: 'It is not at rest: it will be killed.', tone: 'bad'}]] : [];
	return {
		title: verb === 'force-delete' ? 'force delete' : verb,
		lines: [...targetLines(target, state.nowMs), labelled('data', dataAge), ...warning, [], ...question],
	};
};

const leaseText = (state: State, mode: Mode & {readonly kind: 'lease'}): DialogText => {
	const {target, ttl} = mode;
	const machine = state.fleet.get(target.id);
	const lease = machine === undefined ? undefined : selectLease(state, machine);
	const isOwn = state.ownLeases.has(target.id);
	const holder: readonly Line[] =
		lease === undefined
			? [labelled('held by', 'nobody', 'good')]
			: [
					labelled('held by', isOwn ? 'this flydeck' : lease.owner, isOwn ? 'good' : 'busy'),
					labelled('for', lease.description || '-'),
					labelled('expires in', formatCountdown(lease.expiresAtMs - state.nowMs)),
				];
	const choices = leaseChoices.map(({key, title, refusal}): Line => {
		const why = refusal(state, mode);
		return [
			{text: `${key} `, isStrong: why === undefined, isFaint: why !== undefined},
			{text: title.padEnd(9), isFaint: why !== undefined},
			{text: why ?? '', isFaint: true},
		];
	});
	return {
		title: 'lease',
		lines: [
			...targetLines(target, state.nowMs),
			...holder,
			[],
			[{text: 'seconds    ', isFaint: true}, {text: ttl}, {text: cursor}],
			...choices,
		],
	};
};

const waitText = (state: State, {target, picked}: Mode & {readonly kind: 'wait'}): DialogText => ({
	title: 'wait until the machine is',
	lines: [
		...targetLines(target, state.nowMs),
		[],
		...waitStates.map((wanted, index): Line => [{text: `${index === picked ? '> ' : '  '}${wanted}`, isStrong: index === picked}]),
	],
});

const mostOffers = 8;

const promptText = ({text, picked}: Mode & {readonly kind: 'prompt'}, mostLines: number): DialogText => {
	const offersShown = Math.min(mostOffers, mostLines - 1);
	const offers = completionsFor(text);
	const from = Math.max(0, picked - offersShown + 1);
	const shown = offers.slice(from, from + offersShown);
	return {
		title: 'command',
		lines: [
			[{text: ':', isStrong: true}, {text}, {text: cursor}],
			...shown.map((offer, index): Line => {
				const isPicked = from + index === picked;
				return [
					{text: `${isPicked ? '> ' : '  '}${offer.text.padEnd(18)}`, isStrong: isPicked},
					{text: offer.title, isFaint: true},
				];
			}),
			...(offers.length === 0 ? [plain('No command has that name.')] : []),
		],
	};
};

/** A text in at most so many lines: empty ones go first, then what stands between the first line, which names the machine, and the end. */
const shortened = ({title, lines}: DialogText, mostLines: number): DialogText => {
	const filled = lines.length > mostLines ? lines.filter(line => line.length > 0) : lines;
	return {title, lines: filled.length > mostLines ? [...filled.slice(0, 1), ...filled.slice(1 - mostLines)] : filled};
};

/** What the dialog of the present mode says, in at most so many lines. */
export const dialogText = (state: State, mostLines: number): DialogText | undefined => {
	const text = textFor(state, mostLines);
	return text === undefined ? undefined : shortened(text, mostLines);
};

const textFor = (state: State, mostLines: number): DialogText | undefined => {
	const {mode} = state.view;
	switch (mode.kind) {
		case 'confirm':
			return confirmText(state, mode);
		case 'lease':
			return leaseText(state, mode);
		case 'wait':
			return waitText(state, mode);
		case 'prompt':
			return promptText(mode, mostLines);
		case 'browse':
		case 'filter':
		case 'help':
		case 'notes':
			return undefined;
	}
};
