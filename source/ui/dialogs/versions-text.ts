import {type Choice, choicesOf} from '../../commands/modes/versions.ts';
import type {Line} from '../../domain/details/line.ts';
import {truncate} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import {ulidTimeMs} from '../../domain/ulid.ts';
import type {VersionRow, VersionsMode} from '../../store/drafts.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, fitted, paragraph, type Room, spare} from './blocks.ts';
import {whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const versionWords = ({version, image, changeCount, isLive}: VersionRow, nowMs: number): string => {
	const madeAtMs = ulidTimeMs(version);
	const age = madeAtMs === undefined ? '' : `${formatAge(Math.max(0, nowMs - madeAtMs))} ago`;
	const count = changeCount === undefined ? '? changes' : changeCount === 1 ? '1 change' : `${changeCount} changes`;
	// The registry is mostly the same: what tells versions apart stands at the end.
	return `${version}  ${age.padEnd(8)}  ${(isLive ? 'live' : count).padEnd(10)}  ${image.split('/').at(-1)}`;
};

const choiceWords = ({list}: VersionsMode, choice: Choice, nowMs: number): string => {
	switch (choice.kind) {
		case 'machine':
			return `the other marked machine: ${choice.target.name} ${choice.target.id}`;
		case 'version': {
			const row = list?.rows.find(({version}) => version === choice.version);
			return row === undefined ? choice.version : versionWords(row, nowMs);
		}

		case 'file':
			return 'a file';
	}
};

const linesAround = 3;

/** What a machine's config can be compared with: as many of them as fit, around the one that is picked. */
export const versionsText = ({nowMs}: State, mode: VersionsMode, {width, height}: Room): DialogText => {
	const choices = choicesOf(mode);
	const problem = mode.list?.problem;
	const told = mode.list === undefined ? 'Reading its versions…' : problem;
	const room = Math.max(1, height - linesAround - (told === undefined ? 0 : 1));
	const from = Math.max(0, Math.min(mode.picked - Math.floor(room / 2), choices.length - room));
	const rows = choices.slice(from, from + room).map((choice, index): Line => {
		const isPicked = from + index === mode.picked;
		return [{text: truncate(`${isPicked ? '> ' : '  '}${choiceWords(mode, choice, nowMs)}`, width), isStrong: isPicked}];
	});
	const position = choices.length > room ? ` ${from + 1}-${from + rows.length}/${choices.length}` : '';
	return {
		title: `compare the config with${position}`,
		lines: fitted(
			[
				...whoBlocks(mode.target, width),
				...(told === undefined ? [] : [spare(1, ...paragraph(told, width, {tone: problem === undefined ? 'busy' : 'bad'}))]),
				mode.path === undefined ? essential(...rows) : essential(textField({text: 'file: ', isFaint: true}, mode.path, width)),
			],
			height,
		),
	};
};
