/** Something in the data that a person has to mend; `message` is one line that names the file and, where there is one, the line. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  constructor(where: string, what: string) {
    // what stands in a file must not write a second line, nor move the cursor of the terminal
    super(`${where}: ${what}`.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').slice(0, 400));
  }
}
