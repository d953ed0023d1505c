"""The record: documents, their pages and passages, and which generation of each is published.

The store is the truth; vectors, word index and token file can be rebuilt from it. A generation is one reading of one
document: it is written as `building`, becomes visible whole when it is published, and its predecessor is retired in the
same transaction. `epoch` grows with every change that a reader can see.
"""
