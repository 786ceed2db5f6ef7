#!/usr/bin/python3
"""Every shipped scheme and example, and what docs/formats.md shows, is valid by the JSON Schemas in docs/, and the schemas describe every key.

usage: schema_check.py SOURCE_DIR

A validator for the part of JSON Schema 2020-12 that the two schemas use; a keyword it does not know is a failure, so
that nothing is passed over silently. That the program accepts the same keys is tested by its own reader.
"""
import glob
import json
import re
import sys

KINDS = {'object': dict, 'array': list, 'string': str, 'boolean': bool, 'integer': int}


def is_kind(value, kind):
    if kind == 'number':
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind]) and (kind == 'boolean' or not isinstance(value, bool))


class Validator:
    def __init__(self, schema):
        self.root, self.faults = schema, []

    def check(self, value, schema, at):
        for word, arg in schema.items():
            rule = getattr(self, 'rule_' + word.lstrip('$'), None)
            if rule is None:
                sys.exit(f'schema_check.py: keyword {word} is not known')
            rule(value, arg, at, schema)

    def fault(self, wrong, at, text):
        if wrong:
            self.faults.append(f'{at}: {text}')

    # what only describes
    def rule_schema(self, *_):
        pass

    rule_id = rule_title = rule_description = rule_default = rule_defs = rule_schema

    def rule_ref(self, value, ref, at, _):
        self.check(value, self.root['$defs'][ref.removeprefix('#/$defs/')], at)

    def rule_type(self, value, kind, at, _):
        self.fault(not is_kind(value, kind), at, f'is no {kind}')

    def rule_const(self, value, want, at, _):
        self.fault(value != want, at, f'is not {want}')

    def rule_enum(self, value, words, at, _):
        self.fault(value not in words, at, f'is none of {words}')

    def rule_required(self, value, keys, at, _):
        for key in keys:
            self.fault(isinstance(value, dict) and key not in value, at, f'lacks {key}')

    def rule_properties(self, value, schemas, at, schema):
        for key, item in value.items() if isinstance(value, dict) else ():
            if key in schemas:
                self.check(item, schemas[key], f'{at}.{key}')
            else:
                self.fault(schema.get('additionalProperties') is False, at, f'has unknown {key}')

    def rule_additionalProperties(self, *_):
        pass  # with properties

    def rule_items(self, value, schema, at, _):
        for i, item in enumerate(value if isinstance(value, list) else ()):
            self.check(item, schema, f'{at}[{i}]')

    def rule_minItems(self, value, n, at, _):
        self.fault(isinstance(value, list) and len(value) < n, at, f'has fewer than {n} items')

    def rule_maxItems(self, value, n, at, _):
        self.fault(isinstance(value, list) and len(value) > n, at, f'has more than {n} items')

    def rule_minLength(self, value, n, at, _):
        self.fault(isinstance(value, str) and len(value) < n, at, 'is too short')

    def rule_minimum(self, value, n, at, _):
        self.fault(is_kind(value, 'number') and value < n, at, f'is below {n}')

    def rule_maximum(self, value, n, at, _):
        self.fault(is_kind(value, 'number') and value > n, at, f'is above {n}')


def undescribed(schema, at=''):
    """Keys of the schema that have no description."""
    for key, item in schema.get('properties', {}).items():
        if 'description' not in item:
            yield f'{at}.{key}'
    for name, item in schema.get('$defs', {}).items():
        yield from undescribed(item, name)


def documents(source, folder, form):
    """(path, document) of every shipped file and of the worked example in docs/formats.md."""
    for path in sorted(glob.glob(f'{source}/rules/{folder}/*.json')):
        with open(path, encoding='utf-8') as f:
            yield path, json.load(f)
    path = f'{source}/docs/formats.md'
    with open(path, encoding='utf-8') as f:
        for block in re.findall(r'^```json\n(.*?)^```$', f.read(), re.M | re.S):
            document = json.loads(block)
            if document['format'] == form:
                yield path, document


def main(source):
    failed = passed = 0
    for name, folder in (('scheme', 'schemes'), ('data', 'examples')):
        with open(f'{source}/docs/{name}.schema.json', encoding='utf-8') as f:
            schema = json.load(f)
        faults = [f'docs/{name}.schema.json: {key} has no description' for key in undescribed(schema)]
        for path, document in documents(source, folder, f'thidua-{name}/1'):
            validator = Validator(schema)
            validator.check(document, schema, '')
            faults += [f'{path}{fault}' for fault in validator.faults]
            passed += not validator.faults
        failed += len(faults)
        print('\n'.join(faults), end='\n' if faults else '')
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1]))
