/** Files for texts that are being edited. What is read, written and made is for its owner alone. */
export type DraftFiles = {
	/**
	Makes a file with a text, in a new directory of its own, and answers its path.

	@throws Error when no such file can be made
	*/
	readonly create: (name: string, text: string) => string;
	/**
	Writes a text where it belongs or, when that place is gone, into a new file, and answers its path.

	@throws Error when it can be written nowhere
	*/
	readonly write: (path: string, text: string) => string;
	/**
	The text of any file.

	@throws Error as a sentence when it cannot be read, is no file or is too large
	*/
	readonly read: (path: string) => string;
	/** The names of the other files in the directory of a file that was made here: what its editor left, such as a swap file with unsaved work. */
	readonly beside: (path: string) => readonly string[];
	/** Removes a file that was made here, with its directory; any other is left alone. */
	readonly remove: (path: string) => void;
};
