import type {Json} from '../../domain/json.ts';
import {printable} from '../../domain/text.ts';

/** The longest output that is kept, in UTF-16 units. */
const outputLimit = 1_000_000;

/** Sequences that colour text or move the cursor, and those that name the window or make links. */
const terminalSequence = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g;

/** One printable line of what a program wrote to a terminal, without the sequences that only a terminal understands. */
export const outputLine = (line: string): string => printable(line.replace(terminalSequence, ''), line.length);

/** What a program wrote, line by line printable; empty for anything that is no text. */
export const outputText = (value: Json | undefined): string =>
	typeof value === 'string' ? value.slice(0, outputLimit).split(/\r?\n/).map(outputLine).join('\n') : '';
