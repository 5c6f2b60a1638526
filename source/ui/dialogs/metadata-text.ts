import type {Line} from '../../domain/details/line.ts';
import {isReservedKey, shownMetadata} from '../../domain/metadata.ts';
import {truncate} from '../../domain/text.ts';
import {type MetadataEntry, type MetadataMode, selectPairs} from '../../store/metadata.ts';
import type {State} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, paragraph, type Room} from './blocks.ts';
import {appBlock, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const widestKey = 32;

/** How many lines of the dialog are not pairs: who it is about, what is asked, and the gaps. */
const otherLines = 8;

const pairLine = (key: string, value: string, isPicked: boolean, keyWidth: number, width: number): Line => {
	const isReserved = isReservedKey(key);
	const head = `${isPicked ? '> ' : '  '}${truncate(key, keyWidth).padEnd(keyWidth)} = `;
	const tail = isReserved ? '  platform' : '';
	return [
		{text: head, isStrong: isPicked, isFaint: isReserved},
		{text: truncate(shownMetadata(key, value), Math.max(1, width - head.length - tail.length)), isFaint: isReserved},
		{text: tail, isFaint: true},
	];
};

/** A value that is being typed, unless its key says that it is a secret. */
const typedValue = (key: string, value: string): string => (shownMetadata(key, value) === value ? value : '*'.repeat(value.length));

const entryBlock = (entry: MetadataEntry, width: number): Block => {
	if (entry.kind === 'remove') {
		return essential(...field('remove', `${entry.key} = ${shownMetadata(entry.key, entry.before)}`, width, {tone: 'bad'}), [
			{text: 'Remove it? ', isStrong: true},
			{text: 'y', tone: 'bad'},
			{text: ' / N'},
		]);
	}

	const {key, value, before} = entry;
	const isKey = entry.field === 'key';
	return essential(
		textField({text: 'key        ', isFaint: true}, key, width, isKey),
		...(before === undefined ? [] : field('was', shownMetadata(key, before), width)),
		textField({text: 'value      ', isFaint: true}, typedValue(key, value), width, !isKey),
	);
};

const listBlock = (state: State, mode: MetadataMode, {width, height}: Room): Block => {
	const pairs = selectPairs(state, mode);
	const failure = state.metadata?.machineId === mode.target.id ? state.metadata.failure : undefined;
	const told = failure === undefined ? [] : paragraph(`They cannot be read: ${failure}`, width, {tone: 'bad'});
	if (pairs === undefined || pairs.length === 0) {
		const text = pairs === undefined ? 'reading' : 'It has no metadata.';
		return essential(...(told.length > 0 ? told : paragraph(text, width, {isFaint: true})));
	}

	const room = Math.max(1, height - otherLines - told.length);
	const picked = Math.min(mode.picked, pairs.length - 1);
	const from = Math.max(0, Math.min(picked - room + 1, pairs.length - room));
	const keyWidth = Math.min(widestKey, Math.floor(width / 2), Math.max(...pairs.map(([key]) => key.length)));
	const lines = pairs.slice(from, from + room).map(([key, value], index) => pairLine(key, value, from + index === picked, keyWidth, width));
	return essential(...told, ...lines);
};

/** The metadata of a machine, and what is done to one of them. */
export const metadataText = (state: State, mode: MetadataMode, room: Room): DialogText => {
	const pairs = selectPairs(state, mode);
	return {
		title: pairs === undefined ? 'metadata' : `metadata ${pairs.length}`,
		lines: fitted(
			[
				...whoBlocks(mode.target, room.width),
				appBlock(mode.target, room.width),
				gap,
				listBlock(state, mode, room),
				...(mode.entry === undefined ? [] : [gap, entryBlock(mode.entry, room.width)]),
			],
			room.height,
		),
	};
};
