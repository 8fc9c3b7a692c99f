"""A tile read back: its layer, and each feature's properties and geometry. 瓦片解读。"""

import gzip
import struct


def features_of(tile):
    """The name of the tile's only layer, and the properties of its features."""
    (layer,) = [value for key, value in fields(gzip.decompress(tile)) if key == 3]
    name, keys, values, tags = "", [], [], []
    for key, value in fields(layer):
        if key == 1:
            name = value.decode()
        elif key == 2:
            tags.append(list(packed(next((one for k, one in fields(value) if k == 2), b""))))
        elif key == 3:
            keys.append(value.decode())
        elif key == 4:
            values.append(scalar(value))
    return name, [{keys[one[i]]: values[one[i + 1]] for i in range(0, len(one), 2)} for one in tags]


def scalar(message):
    ((key, value),) = fields(message)
    if key == 1:
        return value.decode()
    if key in (2, 3):
        return struct.unpack("<f" if key == 2 else "<d", value)[0]
    return bool(value) if key == 7 else value // 2 if key == 6 else value


def packed(message):
    position = 0
    while position < len(message):
        value, position = varint(message, position)
        yield value


def fields(message):
    position = 0
    while position < len(message):
        tag, position = varint(message, position)
        if tag & 7 == 0:
            value, position = varint(message, position)
        else:
            size = {1: 8, 5: 4}.get(tag & 7)
            if size is None:
                size, position = varint(message, position)
            value, position = message[position : position + size], position + size
        yield tag >> 3, value


def varint(message, position):
    value = shift = 0
    while True:
        byte = message[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if byte < 128:
            return value, position
