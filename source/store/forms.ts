import type {ResourceTarget} from '../domain/resources/orders.ts';

/** A text field of a form. */
export type FormField = {
	/** What it is known by in the code. */
	readonly name: string;
	readonly label: string;
	readonly text: string;
	/** What may be given, in a few words. */
	readonly hint: string;
	/** Never shown, not even a letter of it. */
	readonly isSecret?: true;
	/** Words that left and right walk through; anything else can be typed still. */
	readonly choices?: readonly string[];
	/** What is wrong with the text, as far as it was looked at. */
	readonly problem?: string | undefined;
};

/** What a form is filled in for, and on what. */
export type FormPurpose =
	| {readonly kind: 'create-app'}
	| {readonly kind: 'create-volume'; readonly app: string}
	| {readonly kind: 'extend-volume'; readonly target: ResourceTarget; readonly sizeGb: number | undefined}
	| {readonly kind: 'set-secret'; readonly app: string}
	| {readonly kind: 'add-certificate'; readonly app: string}
	| {readonly kind: 'assign-ip'; readonly app: string};

/** Some text fields that are filled in and sent together. */
export type Form = {
	readonly purpose: FormPurpose;
	readonly title: string;
	/** What has to be known before it is filled in, a sentence each. */
	readonly about: readonly string[];
	readonly fields: readonly FormField[];
	/** The index of the field that is typed in. */
	readonly focus: number;
};

export type FormMode = {readonly kind: 'form'; readonly form: Form};
